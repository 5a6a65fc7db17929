// What is seen of an outcome without scrolling: its first two steps, on a phone and on a desk, whatever led to it.

import { launch, open } from './browser.mjs';

const SCREENS = [[375, 700], [1280, 800]];
const LOWEST_HEADER = 60;

export async function checkFirstScreen(_, folder) {
  // One of its own: it is busy, and pages of a browser may share a process, where the others would starve.
  const browser = await launch();
  const found = await Promise.all(SCREENS.map(([width, height]) => checkScreen(browser, folder, width, height)));
  await browser.close();
  return { said: found.map(({ said }) => said).join('; '), faults: found.flatMap(({ faults }) => faults) };
}

async function checkScreen(browser, folder, width, height) {
  const { page, faults, close } = await open(browser, folder, { width, height });
  const header = await page.evaluate(() => document.querySelector('header').getBoundingClientRect().height);
  if (header > LOWEST_HEADER) faults.push(`the header takes ${header} pixels at ${width}`);
  const ends = await page.evaluate(walk);
  for (const [bottom, titre, answers] of ends.filter(([bottom]) => bottom > height)) {
    faults.push(`« ${titre} » (${answers}) ends its second step at ${bottom} of ${height}`);
  }
  await close();
  const most = Math.max(...ends.map(([bottom]) => bottom));
  return { said: `${ends.length} ways to an outcome, the second step ends at ${most} of ${height} pixels at most`, faults };
}

// Every way to every outcome: where the words of its second step end, its title, its answers. It runs in the page.
function walk() {
  const buttons = () => [...document.querySelectorAll('main .choices li > button')];
  const flat = (node) => node.textContent.replace(/\s+/gu, ' ').trim();
  const ends = [];
  const go = (way) => {
    document.getElementById('effacer').click();
    way.forEach((rank) => buttons()[rank].click());
    if (document.querySelector('.answers') === null) {
      buttons().forEach((_, rank) => go([...way, rank]));
      return;
    }
    const bottoms = [...document.querySelectorAll('main > ol > li')].slice(0, 2).map((step) => {
      const words = document.createRange();
      words.selectNodeContents(step);
      const under = step.querySelector('ul');
      if (under) words.setEndBefore(under);
      return Math.ceil(words.getBoundingClientRect().bottom);
    });
    ends.push([Math.max(0, ...bottoms), flat(document.querySelector('.title')), flat(document.querySelector('.answers'))]);
  };
  // The first button is the urgencies', whose ways are those of the opérateurs.
  const operateurs = document.querySelectorAll('main .operateurs button').length;
  for (let rank = 1; rank <= operateurs; rank += 1) go([rank]);
  return ends;
}
