// Firefox and WebKit: every outcome, what is found, how accessible it is, and what keys do.

import axe from 'axe-core';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { plain } from './browser.mjs';
import { called, compare, read } from './outcomes.mjs';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ENTER = '\uE007';
// Searching makes the same lists in every engine or in none: some are enough.
const ONE_IN = 8;

export async function checkEngine(start, folder, expected) {
  const driver = await start();
  try {
    await driver.open(pathToFileURL(path.join(folder, 'guide été.html')).href);
    await driver.size(500, 700);
    const faults = [
      ...await outcomesOf(driver, expected),
      ...await searchesOf(driver, expected),
      ...await accessOf(driver),
      ...await keysOf(driver),
    ];
    return { said: `${expected.outcomes.length} outcomes, ${plain(await driver.run(() => navigator.userAgent))}`, faults };
  } finally {
    await driver.close();
  }
}

// Chooses in the page by its labels; with `read` it runs there, by itself.
const CHOOSE = `const choose = (label) => {
  const said = (button) => {
    const span = button.querySelector('span').cloneNode(true);
    span.querySelectorAll('em, small').forEach((one) => one.remove());
    return span.textContent.replace(/\\s+/gu, ' ').trim();
  };
  const buttons = [...document.querySelectorAll('main .choices li > button')];
  const wanted = label.replace(/\\s+/gu, ' ').trim();
  (buttons.find((one) => said(one) === wanted) || buttons.find((one) => said(one).startsWith(wanted))).click();
};`;

async function outcomesOf(driver, { outcomes }) {
  const walk = `(outcomes) => { ${CHOOSE} const read = ${read}; return outcomes.map(({ nom, answers }) => {
    document.getElementById('effacer').click();
    choose(nom);
    for (const [, reponse] of answers) choose(reponse);
    return read();
  }); }`;
  const shown = await driver.run(walk, outcomes.map(({ nom, answers }) => ({ nom, answers })));
  const faults = [];
  outcomes.forEach((outcome, rank) => compare(shown[rank], outcome, (text) => faults.push(`${called(outcome)}: ${text}`)));
  return faults;
}

async function searchesOf(driver, { searches }) {
  const some = searches.filter((_, rank) => rank % ONE_IN === 0);
  const found = await driver.run((phrases) => phrases.map((words) => {
    document.getElementById('chercher').click();
    const input = document.querySelector('main input');
    input.value = words;
    input.form.requestSubmit();
    return [...document.querySelectorAll('main .choices li > button > span')].map((one) => one.textContent.replace(/\s+/gu, ' '));
  }), some.map(({ words }) => words));
  const unlike = some.filter(({ hits }, rank) => hits.some(({ titre }) => !found[rank].some((label) => label.startsWith(plain(titre)))));
  return unlike.map(({ words }) => `« ${words} » finds otherwise`);
}

async function accessOf(driver) {
  await driver.run(`() => { ${axe.source} }`);
  const faults = [];
  const look = async (name) => {
    const found = await driver.wait(async (values) => {
      const { violations } = await window.axe.run(document, { runOnly: { type: 'tag', values } });
      return violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`);
    }, RULES);
    faults.push(...[found].flat().map((fault) => `${name}: ${fault}`));
  };
  for (const [name, act] of [
    ['home', `() => document.getElementById('effacer').click()`],
    ['urgencies', `() => document.getElementById('urgence').click()`],
    ['outcome', `() => document.querySelector('main .choices button').click()`],
    ['outcome, unfolded', `() => document.querySelectorAll('details').forEach((one) => { one.open = true; })`],
    ['report', `() => document.querySelector('main .choices button').click()`],
  ]) {
    await driver.run(act);
    await look(name);
  }
  return faults;
}

async function keysOf(driver) {
  const faults = [];
  const title = () => driver.run(() => document.querySelector('h1').textContent.replace(/\s+/gu, ' '));
  const same = (name, seen, wanted) => { if (seen !== wanted) faults.push(`${name}: « ${seen} », not « ${wanted} »`); };
  await driver.press('d');
  const home = await title();
  await driver.press('u', '1');
  const sheet = await title();
  await driver.run(() => document.querySelector('.tools button').focus());
  await driver.press(ENTER);
  // The engine copies when it can: a loaded machine takes its time, and ten seconds are no refusal.
  const label = await driver.run(() => new Promise((done) => {
    const button = document.querySelector('.tools button');
    const look = (left) => (button.textContent === 'Copié' || left === 0
      ? done(button.textContent) : setTimeout(look, 100, left - 1));
    look(100);
  }));
  same('copied', label, 'Copié');
  await driver.press('r');
  same('a question again', await driver.run(() => document.querySelectorAll('main .kept').length), 1);
  await driver.press('m');
  await driver.press(...'carte vitale', ENTER);
  same('the words', await driver.run(() => document.querySelector('main input').value), 'carte vitale');
  await driver.press('d');
  await driver.run(() => new Promise((done) => { window.addEventListener('popstate', () => done(null), { once: true }); window.history.back(); }));
  same('nothing comes back', await title(), home);
  if (!sheet.includes('URGENTE')) faults.push(`the first urgency leads to « ${sheet} »`);
  return faults;
}
