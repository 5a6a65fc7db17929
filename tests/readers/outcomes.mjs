// Every outcome of every tree, walked to by the keys of its answers, against the program's record; on a screen of
// 1280 by 1024 enlarged four times.

import { choose, heading, open, plain, shared } from './browser.mjs';

const CATEGORIES = {
  niveau_1: 'NIVEAU 1', niveau_2: 'NIVEAU 2', urgent: 'SITUATION URGENTE', hors_bouquet: 'HORS BOUQUET', non_prevu: 'NON PRÉVU',
};

export async function checkOutcomes(browser, folder, { outcomes }) {
  const faults = await shared(outcomes, (part) => walkTo(browser, folder, part));
  return { said: `${outcomes.length} outcomes walked to by keys at 320 by 256 pixels`, faults };
}

async function walkTo(browser, folder, outcomes) {
  const { page, faults, close } = await open(browser, folder, { width: 320, height: 256 });
  for (const { nom, answers, texts, record } of outcomes) {
    const fault = (text) => faults.push(`${record.operateur} ${answers.map(([, reponse]) => reponse).join(' > ')}: ${text}`);
    await page.keyboard.press('d');
    await choose(page, nom);
    for (const [question, reponse] of answers) {
      const asked = plain(await page.evaluate(() => [...document.querySelectorAll('main :is(h1, .asked > h2)')].pop().textContent));
      if (asked !== question) fault(`« ${asked} » is asked, not « ${question} »`);
      await choose(page, reponse);
    }
    const shown = await page.evaluate(read);
    compare(shown, record, fault);
    const [seen, said] = [shown.texts, texts.map(plain)].map((list) => [...list].sort());
    if (seen.join('\n') !== said.join('\n')) {
      fault(`texts differ: ${[...seen.filter((t) => !said.includes(t)), ...said.filter((t) => !seen.includes(t))].join(' | ')}`);
    }
    if (shown.width > 320) fault(`${shown.width} pixels wide`);
    if (!shown.inView) fault('the heading is out of view');
    if (!shown.focused) fault(`the focus is not on « ${await heading(page)} »`);
  }
  await close();
  return faults;
}

// What is read on the sheet of an outcome. It runs in the page.
function read() {
  const plain = (text) => text.replace(/\s+/gu, ' ').trim();
  const own = (node) => plain([...node.childNodes].filter((n) => n.localName !== 'ul').map((n) => n.textContent).join(''));
  const parts = [...document.querySelectorAll('main > :not(.trail, .asked)')];
  const texts = [];
  const sections = {};
  let section = '';
  for (const part of parts) {
    if (part.localName === 'h1') texts.push(...[...part.querySelectorAll('span')].map(own));
    else if (part.localName === 'h2') {
      section = plain(part.textContent);
      sections[section] = [];
      texts.push(section);
    } else {
      const list = part.matches('ol, ul');
      const lines = list ? [...part.querySelectorAll('li')].map(own) : [own(part)];
      texts.push(...lines);
      if (list || section === 'Source') (sections[section] ||= []).push(...lines);
    }
  }
  return {
    texts, sections,
    category: document.querySelector('h1 .category')?.textContent,
    title: plain(document.querySelector('h1 .title').textContent),
    focused: document.activeElement === document.querySelector('h1'),
    width: document.documentElement.scrollWidth,
    inView: document.querySelector('h1').getBoundingClientRect().top >= document.querySelector('header').getBoundingClientRect().bottom
      && document.querySelector('h1').getBoundingClientRect().top < window.innerHeight,
  };
}

function compare({ category, title, sections }, record, fault) {
  const same = (name, seen, wanted) => {
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) fault(`${name}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
  };
  const named = (start) => Object.entries(sections).find(([name]) => name.startsWith(start))?.[1] || [];
  const holds = (name, lines, wanted) => {
    if (!lines.some((line) => line.includes(plain(wanted)))) fault(`${name}: « ${wanted} » is missing`);
  };
  same('category', category, CATEGORIES[record.categorie]);
  same('title', title, plain(record.titre));
  same('faire', named('À faire'), record.faire.map(plain));
  const conduite = named('Conduite').map((step) => step.replace(/^À savoir : /, ''));
  for (const etape of record.etapes) holds('conduite', conduite, etape);
  const ours = Object.entries(sections).filter(([name]) => name.startsWith('Complément')).flatMap(([, lines]) => lines);
  same('complements', ours.sort(), record.complements.map(plain).sort());
  same('requests', named('Cette fiche vaut pour'),
    record.demarches.filter((texte) => texte !== record.titre).map(plain));
  for (const contact of record.contacts) {
    for (const wanted of [contact.valeur, contact.horaires]) {
      if (wanted) holds('contacts', conduite, wanted);
    }
  }
  for (const ligne of record.lignes) holds('rows', named('Source'), `ligne ${ligne}.`);
  for (const ligne of record.voir_aussi) holds('neighbours', named('Lignes voisines'), `ligne ${ligne})`);
}
