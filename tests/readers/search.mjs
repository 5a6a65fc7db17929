// The search of the page against the program's, on what people say at the desk.

import { choices, open, search, shared } from './browser.mjs';

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
  for (const { words, hits } of searches) {
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
  }
  await close();
  return [...found, ...faults.map((fault) => ({ fault }))];
}
