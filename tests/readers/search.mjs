// The search of the page against the program's, on what people say at the desk.

import { choices, choose, heading, open, plain, search, shared } from './browser.mjs';

export async function checkSearch(browser, folder, { searches }) {
  const found = await shared(searches, (part) => searchAll(browser, folder, part));
  const count = (name) => found.filter((one) => one[name]).length;
  return {
    said: `same first result ${count('first')}, same list ${count('list')}, same signs of urgency ${count('signs')} `
      + `of ${searches.length} phrases`,
    faults: found.flatMap(({ fault }) => fault || []),
  };
}

async function searchAll(browser, folder, searches) {
  const { page, faults, close } = await open(browser, folder);
  const found = [];
  for (const { words, hits, toward } of searches) {
    await search(page, words);
    // An opérateur without a tree stands among them by its name alone.
    const shown = (await choices(page)).filter(({ label }) => label.endsWith(')'));
    const heard = shown.filter(({ detail }) => detail?.startsWith('signe d\'urgence'));
    const wanted = hits.filter(({ sign }) => sign);
    const is = (choice, hit) => (hit ? choice?.label.startsWith(`${hit.titre} (`) : choice === undefined);
    const same = (list, hits) => list.length === hits.length && hits.every((hit, at) => is(list[at], hit));
    const [first, list, signs] = [is(shown[0], hits[0]), same(shown, hits), same(heard, wanted)];
    const fault = `« ${words} »: ${shown.map(({ label }) => label).join(', ')}; not ${hits.map(({ titre }) => titre).join(', ')}`;
    found.push({ first, list, signs, fault: list && signs ? null : fault });
    if (toward) found.push({ fault: await lead(page, words, `${hits[0].titre} (`, toward) });
  }
  await close();
  return [...found, ...faults.map((fault) => ({ fault }))];
}

// Enters the interview that looks for what was found, and says where it differs from the program's.
async function lead(page, words, label, [first, none, next]) {
  const faults = [];
  const same = async (wanted) => {
    const seen = await page.evaluate(screen);
    const unlike = Object.keys(wanted).filter((name) => seen[name] !== (wanted[name] === null ? null : plain(String(wanted[name]))));
    if (unlike.length > 0) faults.push(`« ${words} » leads to ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
  };
  await choose(page, label);
  await same(first);
  await choose(page, none);
  // An urgency that was sought is set aside on purpose.
  if (await heading(page) === 'Écarter cette urgence ?') await choose(page, 'Écarter');
  await same(next);
  return faults.length > 0 ? faults.join('; ') : null;
}

// What the screen asks, its rank and the answer kept, or the title of what it ends with. It runs in the page.
function screen() {
  const plain = (node) => (node ? node.textContent.replace(/\s+/gu, ' ').trim() : null);
  const kept = document.querySelector('.kept span')?.firstChild;
  return {
    asked: plain([...document.querySelectorAll('main :is(h1, .asked > h2)')].pop()),
    rank: /question (\d+)$/.exec(plain(document.querySelector('.trail')))?.[1],
    kept: plain(kept),
    sought: [...document.querySelectorAll('main .note:not(.danger)')].map(plain).join(' '),
    title: plain(document.querySelector('h1 .title')),
  };
}
