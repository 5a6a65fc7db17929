// The search of the page against the program's, on what people say at the desk.

import { choices, open, search } from './browser.mjs';

export async function checkSearch(browser, folder, { searches }) {
  const { page, faults, close } = await open(browser, folder);
  let [first, all, signs] = [0, 0, 0];
  const label = ({ titre }) => `${titre} (`;
  for (const { words, hits } of searches) {
    await search(page, words);
    const shown = (await choices(page)).filter(({ key }) => key !== '0');
    const sure = (at) => shown[at] && shown[at].label.startsWith(label(hits[at]));
    const heard = shown.filter(({ detail }) => detail?.startsWith('signe d\'urgence')).map((one) => one.label);
    const wanted = hits.filter(({ sign }) => sign);
    const sameSigns = heard.length === wanted.length && wanted.every((hit, at) => heard[at].startsWith(label(hit)));
    const demarches = shown.filter((one) => one.label.endsWith(')'));
    if (hits.length === 0 ? demarches.length === 0 : sure(0) || demarches[0]?.label.startsWith(label(hits[0]))) first += 1;
    else faults.push(`« ${words} »: ${demarches[0]?.label} comes first, not ${hits[0]?.titre}`);
    if (demarches.length === hits.length && hits.every((hit, at) => demarches[at].label.startsWith(label(hit)))) all += 1;
    if (sameSigns) signs += 1;
    else faults.push(`« ${words} »: signs ${JSON.stringify(heard)}, not ${JSON.stringify(wanted)}`);
  }
  await close();
  const of = `of ${searches.length} phrases`;
  return { said: `same first result ${first}, same whole list ${all}, same signs of urgency ${signs} ${of}`, faults };
}
