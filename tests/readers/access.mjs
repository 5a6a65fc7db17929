// axe-core on every kind of screen, wide and narrow, light and dark.

import axe from 'axe-core';
import { choose, open, search } from './browser.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function checkAccess(browser, folder, { outcomes }) {
  const faults = [];
  let screens = 0;
  for (const dark of [false, true]) {
    for (const width of [1280, 320]) {
      const opened = await open(browser, folder, { width, dark });
      const { page } = opened;
      // Run beside the page's own script, which its policy would refuse to a stranger's tag.
      await page.evaluate(axe.source);
      const look = async (name) => {
        screens += 1;
        const where = `${name}, ${width} pixels, ${dark ? 'dark' : 'light'}`;
        const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), RULES);
        for (const { id, nodes } of violations) faults.push(`${where}: ${id} ${nodes[0].html} ${nodes[0].failureSummary}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth);
        if (over > width) faults.push(`${where}: ${over} pixels wide`);
        if (await page.locator('h1').count() !== 1) faults.push(`${where}: not one h1`);
        // Nothing is given up to the width: the way out stays in view.
        if (!await page.locator('#effacer').isVisible()) faults.push(`${where}: « Effacer » is not in view`);
      };
      await screensOf(page, outcomes, look);
      faults.push(...opened.faults);
      await opened.close();
    }
  }
  return { said: `axe-core ${axe.version} on ${screens} screens`, faults };
}

async function screensOf(page, outcomes, look) {
  await look('home');
  await page.keyboard.press('?');
  await look('help');
  await page.keyboard.press('u');
  await look('urgencies');
  await page.keyboard.press('d');
  await choose(page, 'MSA');
  await look('unsupplied');
  for (const category of ['niveau_1', 'niveau_2', 'urgent', 'hors_bouquet', 'non_prevu']) {
    const { nom, answers } = outcomes.find(({ record }) => record.categorie === category && record.conduite !== null)
      || outcomes.find(({ record }) => record.categorie === category);
    await page.locator('#effacer').click();
    await choose(page, nom);
    for (const [question, reponse] of answers) {
      if (category === 'niveau_1') await look(`question « ${question} »`);
      await choose(page, reponse);
    }
    await look(`outcome ${category}`);
    if (category === 'urgent') {
      await page.evaluate(() => { document.querySelectorAll('details').forEach((one) => { one.open = true; }); });
      await look('outcome, unfolded');
      await choose(page, 'Préparer un signalement');
      await look('report');
      await page.keyboard.press('r');
    }
  }
  await page.locator('.answers button').first().click();
  await look('a question with its answer kept');
  await page.keyboard.press('m');
  await look('words awaited');
  await search(page, 'on m\'a coupé le RSA');
  await look('results');
  await page.keyboard.press('1');
  await look('an interview toward what was looked for');
  await search(page, 'xyzzy');
  await look('none found');
}
