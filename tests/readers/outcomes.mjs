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
  for (const outcome of outcomes) {
    const fault = (text) => faults.push(`${called(outcome)}: ${text}`);
    await page.keyboard.press('d');
    await choose(page, outcome.nom);
    for (const [question, reponse] of outcome.answers) {
      const asked = plain(await page.evaluate(() => [...document.querySelectorAll('main :is(h1, .asked > h2)')].pop().textContent));
      if (asked !== question) fault(`« ${asked} » is asked, not « ${question} »`);
      await choose(page, reponse);
    }
    const shown = await page.evaluate(read);
    compare(shown, outcome, fault);
    if (shown.width > 320) fault(`${shown.width} pixels wide`);
    if (!shown.inView) fault('what comes first is out of view');
    if (!shown.focused) fault(`the focus is not on « ${await heading(page)} »`);
  }
  await close();
  return faults;
}

export const called = ({ record, answers }) => `${record.operateur} ${answers.map(([, reponse]) => reponse).join(' > ')}`;

// What is read on the sheet of an outcome. It runs in the page, by itself.
export function read() {
  const plain = (text) => text.replace(/\s+/gu, ' ').trim();
  const own = (node) => plain([...node.childNodes].filter((n) => n.localName !== 'ul').map((n) => n.textContent).join(''));
  const texts = [];
  const sections = {};
  let section = 'Verdict';
  const open = (title) => {
    section = title;
    sections[section] ||= [];
    texts.push(section);
  };
  const take = (part) => {
    if (part.localName === 'h1') texts.push(...[...part.querySelectorAll('span')].map(own));
    else if (part.localName === 'h2') open(plain(part.textContent));
    else if (part.matches('.danger')) {
      open(plain(part.querySelector('b').textContent));
      part.querySelectorAll('li').forEach((one) => take(one));
    } else if (part.matches('ol, ul')) [...part.children].forEach(take);
    else {
      texts.push(own(part));
      if (part.localName === 'li' || section === 'Source') (sections[section] ||= []).push(own(part));
      [...part.querySelectorAll('li')].forEach((under) => {
        texts.push(own(under));
        (sections[`Sous ${section}`] ||= []).push(own(under));
      });
    }
  };
  document.querySelectorAll('main > :not(.trail, .asked, .answers, .papier, .rest)').forEach(take);
  const neighbours = [];
  for (const part of document.querySelectorAll('.rest > details:not(:last-child)')) {
    const list = part.querySelector('.neighbours');
    if (list) neighbours.push(...[...list.children].map((one) => plain(one.textContent)));
    else {
      open(plain(part.querySelector('summary').textContent));
      [...part.children].slice(1).forEach(take);
    }
  }
  const first = document.querySelector('main [tabindex]').getBoundingClientRect();
  return {
    texts, sections, neighbours,
    category: document.querySelector('h1 .category')?.textContent,
    title: plain(document.querySelector('h1 .title').textContent),
    answers: [...document.querySelectorAll('.answers button')].map(own),
    focused: document.activeElement === document.querySelector('main [tabindex]'),
    width: document.documentElement.scrollWidth,
    inView: first.top >= document.querySelector('header').getBoundingClientRect().bottom && first.top < window.innerHeight,
  };
}

export function compare({ texts, category, title, answers, sections, neighbours }, { texts: said, answers: given, record }, fault) {
  const same = (name, seen, wanted) => {
    if (JSON.stringify(seen) !== JSON.stringify(wanted)) fault(`${name}: ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
  };
  const named = (start) => Object.entries(sections).filter(([name]) => name.startsWith(start)).flatMap(([, lines]) => lines);
  const holds = (name, lines, wanted) => {
    if (!lines.some((line) => line.includes(plain(wanted)))) fault(`${name}: « ${wanted} » is missing`);
  };
  const [seen, wanted] = [texts, said.map(plain)].map((list) => [...list].sort());
  if (seen.join('\n') !== wanted.join('\n')) {
    fault(`texts differ: ${[...seen.filter((t) => !wanted.includes(t)), ...wanted.filter((t) => !seen.includes(t))].join(' | ')}`);
  }
  same('category', category, CATEGORIES[record.categorie]);
  same('title', title, plain(record.titre));
  same('answers', answers, given.map(([, reponse]) => plain(reponse)));
  same('faire', named('À faire'), record.faire.map(plain));
  const steps = named('Conduite').map((step) => step.replace(/^À savoir : /, ''));
  same('conduite', steps.sort(), record.etapes.map(plain).sort());
  same('complements', named('Complément').sort(), record.complements.map(plain).sort());
  same('requests', named('Cette fiche vaut pour'), record.demarches.filter((texte) => texte !== record.titre).map(plain));
  const reached = [...named('Conduite'), ...named('Sous Conduite')];
  for (const { valeur, horaires } of record.contacts) for (const told of [valeur, horaires]) if (told) holds('contacts', reached, told);
  for (const ligne of record.lignes) holds('rows', named('Source'), `ligne ${ligne}.`);
  for (const ligne of record.voir_aussi) holds('neighbours', neighbours, `ligne ${ligne})`);
}
