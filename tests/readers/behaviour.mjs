// What a person does beside answering: going back, changing an answer, erasing, switching the keys off.

import { choices, choose, heading, open, pause, plain, search } from './browser.mjs';

export async function checkBehaviour(browser, folder) {
  const { page, faults, close } = await open(browser, folder);
  const same = (name, seen, wanted) => {
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) faults.push(`${name}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
  };
  const kept = async () => (await choices(page)).find(({ mark }) => mark !== null);
  const focus = () => page.evaluate(() => document.activeElement.textContent.replace(/\s+/gu, ' ').trim());
  const at = (screen) => page.locator(`main[data-screen=${screen}]`).waitFor({ timeout: 2000 });
  const checks = {
    'going back keeps the answers': async () => {
      await choose(page, 'Chèque énergie');
      const none = (await choices(page)).find(({ key }) => key === '0');
      await page.keyboard.press('0');
      const second = await heading(page);
      const [first] = await choices(page);
      await page.keyboard.press('1');
      await page.keyboard.press('r');
      same('the question', await heading(page), second);
      same('its answer', (await kept())?.label, first.label);
      same('what is said', await page.locator('#annonce').innerText(), `${first.label} (réponse précédente)`);
      await pause(page);
      await page.keyboard.press('r');
      same('the answer before', (await kept())?.label, none.label);
      await page.keyboard.press('0');
      same('the answer after', (await kept())?.label, first.label);
    },
    'the browser\'s Back and Forward show the screens seen': async () => {
      const question = await heading(page);
      await page.keyboard.press('1');
      const next = await heading(page);
      await page.goBack();
      same('back', await heading(page), question);
      same('its answer', (await kept())?.key, '1');
      await page.goForward();
      same('forward', await heading(page), next);
      same('the address', (await page.evaluate(() => window.location.search + window.location.hash)), '');
    },
    'erasing leaves nothing': async () => {
      for (const erase of [() => page.keyboard.press('d'), () => page.locator('#effacer').click()]) {
        await erase();
        const home = await heading(page);
        same('the focus', await focus(), home);
        await page.keyboard.press('r');
        for (let step = 0; step < 3; step += 1) {
          await page.goBack();
          same('back', await heading(page), home);
        }
        await page.goForward();
        same('forward', await heading(page), home);
        await choose(page, 'Chèque énergie');
        same('an answer kept', await kept(), undefined);
        await page.keyboard.press('0');
      }
    },
    'a page that is loaded again warns while an interview goes on, and never else': async () => {
      const warned = [];
      const warn = (dialog) => {
        warned.push(dialog.type());
        dialog.dismiss().catch(() => {});
      };
      const leave = async (name, wanted) => {
        await page.evaluate(() => window.location.reload());
        await page.waitForTimeout(300);
        same(name, warned.splice(0), wanted);
      };
      page.on('dialog', warn);
      await page.locator('#effacer').click();
      await leave('the start', []);
      await choose(page, 'Chèque énergie');
      await leave('a question and no answer', []);
      await choose(page, 'Chèque énergie');
      const question = await heading(page);
      await page.keyboard.press('0');
      await leave('an answer', ['beforeunload']);
      same('it stays', (await heading(page)) === question, false);
      await page.keyboard.press('d');
      await leave('erased', []);
      page.off('dialog', warn);
    },
    'a number that is called leaves nothing': async () => {
      await at('home');
      await page.keyboard.press('u');
      await at('urgences');
      await page.keyboard.press('1');
      await at('interview');
      // The link does not leave: Chromium would ask for a program, and every page would wait for the answer.
      const warns = () => page.evaluate(() => {
        const leaving = new Event('beforeunload', { cancelable: true });
        window.dispatchEvent(leaving);
        return leaving.defaultPrevented;
      });
      same('leaving', await warns(), true);
      await page.locator('.danger a').first().evaluate((link) => {
        link.addEventListener('click', (event) => event.preventDefault());
        link.click();
      });
      same('calling', await warns(), false);
    },
    'the second of two taps is no answer': async () => {
      await page.locator('#effacer').click();
      await page.locator('main .operateurs button').first().dblclick();
      same('the rank', /question 1$/.test(await page.locator('.trail').innerText()), true);
    },
    'numbers and addresses are links': async () => {
      await page.keyboard.press('u');
      const links = () => page.$$eval('main a', (all) => all.map((one) => one.getAttribute('href')));
      same('the numbers that save', await links(), ['tel:15', 'tel:17', 'tel:18', 'tel:112', 'sms:114', 'tel:3114', 'tel:3919']);
      await page.locator('#effacer').click();
      await search(page, 'chèque énergie perdu');
      await page.keyboard.press('1');
      while (await page.locator('.answers').count() === 0) {
        await pause(page);
        await page.keyboard.press('1');
      }
      same('those of an outcome', (await links()).filter((href) => !/^(?:(?:tel|sms):\d+|mailto:[^@]+@[^@]+|https:\/\/.+)$/.test(href)), []);
    },
    'words are asked for, and stay in view': async () => {
      await page.locator('#effacer').click();
      const home = await heading(page);
      for (const words of ['', '   ']) {
        await page.locator('main input').fill(words);
        await page.keyboard.press('Enter');
        same('no words', [await heading(page), await page.locator('main input:invalid').count()], [home, 1]);
      }
      await page.locator('#effacer').click();
      await search(page, 'carte vitale');
      same('the words', [await page.locator('main input').inputValue(), plain(await page.locator('.trail').innerText())],
        ['carte vitale', 'Recherche > « carte vitale »']);
    },
    'an answer can be changed from the outcome': async () => {
      await page.locator('#effacer').click();
      await choose(page, 'Assurance retraite');
      await page.keyboard.press('0');
      while (await page.locator('.answers').count() === 0) {
        await pause(page);
        await page.keyboard.press('2');
      }
      const second = page.locator('.answers button').nth(1);
      const label = plain(await second.innerText());
      await second.click();
      same('its answer', [(await kept())?.key, plain((await kept())?.label)], ['2', label]);
      await page.keyboard.press('1');
      await page.keyboard.press('r');
      same('another answer', (await kept())?.key, '1');
    },
    'a sheet and a report are copied as text': async () => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const copied = async (button) => {
        // The button says so for a moment, which a busy machine may miss; what is announced stays.
        const said = page.locator('#annonce').getByText('Copié', { exact: true });
        await page.evaluate(() => { document.getElementById('annonce').textContent = ''; });
        await button.click();
        await said.waitFor({ state: 'attached', timeout: 10_000 });
        return page.evaluate(() => navigator.clipboard.readText());
      };
      await page.keyboard.press('d');
      await page.keyboard.press('u');
      await choose(page, 'Menaces de suicide');
      const sheet = await copied(page.getByRole('button', { name: 'Copier la fiche' }));
      same('the sheet', [/3114/, /SITUATION URGENTE/, /\n1\. \S/, /\nRéponses : Menaces de suicide\n/, /ligne caf-/].filter((part) => !part.test(sheet)).map(String), []);
      await page.getByText('Signaler une erreur', { exact: true }).click();
      const mistake = await copied(page.locator('.rest details:last-child button'));
      same('the mistake', [/^Objet : /, /Réponses : Menaces de suicide\n/, /aiguilleur guider caf --reponse urgence=/].filter((part) => !part.test(mistake)).map(String), []);
      await choose(page, 'Préparer un signalement');
      const report = await copied(page.getByRole('button', { name: 'Copier le texte' }));
      same('the report', [/^Objet : /, /\nDepuis quand : …/].filter((part) => !part.test(report)).map(String), []);
      await pause(page);
      await page.keyboard.press('1');
      same('back on the sheet', await page.locator('.answers').count(), 1);
    },
    'a row that touches this one opens': async () => {
      await page.getByText('Lignes voisines', { exact: false }).click();
      const button = page.locator('.neighbours button').first();
      const titre = plain(await button.innerText()).replace(/ \([^(]*\)$/, '');
      await button.click();
      await at('interview');
      const sought = plain(await page.locator('main').innerText());
      same('what is looked for', sought.includes(titre), true);
      await page.keyboard.press('r');
      await page.keyboard.press('d');
    },
    'where fingers press, keys are not told': async () => {
      const context = await browser.newContext({ viewport: { width: 375, height: 700 }, hasTouch: true, isMobile: true });
      const touched = await context.newPage();
      await touched.goto(page.url());
      same('keys', await touched.locator('kbd:visible, .touches:visible').count(), 0);
      await context.close();
    },
    'what was deduced is shown and can be changed': async () => {
      await page.locator('#effacer').click();
      await search(page, 'j\'ai perdu ma carte vitale');
      await page.keyboard.press('1');
      same('what is looked for', plain(await page.locator('main .note').first().innerText()).startsWith('Vous cherchez : '), true);
      await page.keyboard.press('0');
      await page.keyboard.press('r');
      same('deduced', (await kept())?.mark, '(réponse déduite)');
    },
    'an urgency that was sought is set aside on purpose': async () => {
      await page.locator('#effacer').click();
      await search(page, 'mon compagnon me frappe');
      await page.keyboard.press('1');
      const question = await heading(page);
      same('proposed', await page.locator('main .urgent button').count() > 0, true);
      await page.keyboard.press('0');
      same('asked', await heading(page), 'Écarter cette urgence ?');
      await page.keyboard.press('1');
      same('the question again', await heading(page), question);
      await page.keyboard.press('0');
      await page.keyboard.press('2');
      same('the next question', [await heading(page) === question, await page.locator('main .choices').count()], [false, 1]);
      await page.keyboard.press('r');
      same('back', await heading(page), question);
    },
    'an opérateur without its table says what to do': async () => {
      await page.locator('#effacer').click();
      await choose(page, 'La Poste');
      same('heading', await heading(page), 'La Poste : le tableau n\'a pas été fourni');
      await page.locator('#effacer').click();
      await search(page, 'je viens pour mon passeport');
      same('named', (await choices(page)).some(({ label }) => label === 'France Titres'), true);
    },
    'keys are for who wants them': async () => {
      await page.locator('#effacer').click();
      const home = await heading(page);
      await page.locator('main input').focus();
      await page.keyboard.type('urd1');
      same('typing', [await heading(page), await page.locator('main input').inputValue()], [home, 'urd1']);
      await page.locator('h1').focus();
      await page.keyboard.press('?');
      await page.locator('#touches').uncheck();
      await page.locator('h1').focus();
      await page.keyboard.press('u');
      same('switched off', await heading(page), home);
      await page.keyboard.press('Tab');
      const passed = [await focus()];
      while (!(await focus()).includes('Chèque énergie') && passed.length < 20) {
        await page.keyboard.press('Tab');
        passed.push(await focus());
      }
      await page.keyboard.press('Enter');
      same('by Tab and Enter', (await page.locator('.trail').innerText()).startsWith('Chèque énergie'), true);
      await page.locator('#touches').check();
    },
    'on a French keyboard the row of digits needs no Shift': async () => {
      await page.locator('#effacer').click();
      await page.evaluate(() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '&', code: 'Digit1', bubbles: true })));
      await at('interview');
    },
    'nothing typed is kept in the page': async () => {
      await page.locator('#effacer').click();
      await search(page, 'mon mari me frappe');
      await page.locator('#effacer').click();
      const kept = await page.evaluate(() => [document.documentElement.outerHTML, JSON.stringify(window.history.state), document.title,
        window.localStorage.length, window.sessionStorage.length].join());
      same('kept', /frappe/.test(kept.replace(/<script[\s\S]*?<\/script>/g, '')), false);
      same('the title', await page.title(), 'Aiguilleur');
    },
    'an older browser searches as well': async () => {
      await page.addInitScript(() => { window.DecompressionStream = undefined; });
      await page.locator('#effacer').click();
      await page.reload();
      await search(page, 'carte vitale');
      same('found', (await choices(page)).some(({ label }) => label.includes('carte Vitale')), true);
      await choose(page, 'Aucune ne convient');
      await at('elsewhere');
      await choose(page, 'Choisir un opérateur');
      await at('home');
    },
    'every screen says what its trees are': async () => {
      for (const key of ['u', 'd', '1', '0']) {
        await page.keyboard.press(key);
        const footer = await page.locator('footer').innerText();
        same('footer', /V1 de décembre 2025/.test(footer) && /Page écrite le/.test(footer) && /Contacts locaux/.test(footer), true);
      }
    },
  };
  for (const [name, check] of Object.entries(checks)) {
    const before = faults.length;
    try {
      await check();
    } catch (error) {
      faults.push(error.message);
    }
    for (let at = before; at < faults.length; at += 1) faults[at] = `${name}: ${faults[at]}`;
  }
  await close();
  return { said: `${Object.keys(checks).length} situations`, faults };
}
