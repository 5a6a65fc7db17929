// A page is kept for months: a contact that was fresh when it was made is told once it no longer is.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { plain } from './browser.mjs';

const WAY = ['Allocations familiales', 'Aucune de ces situations', 'Savoir à quels droits', 'Oui'];
const OLD = 'Attention : il y a plus de 6 mois. Vérifiez-le avant de le donner.';

export async function checkContacts(browser, folder) {
  const faults = [];
  for (const [day, old] of [['2026-11-24', false], ['2027-05-20', false], ['2027-05-21', true], ['2029-01-01', true]]) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.clock.setFixedTime(new Date(`${day}T12:00:00`));
    await page.goto(pathToFileURL(path.join(folder, 'contacts.html')).href);
    for (const label of WAY) await page.locator('main .choices li > button', { hasText: label }).first().click();
    const said = plain(await page.locator('main').innerText());
    if (!said.includes('vérifié le 20 novembre 2026')) faults.push(`${day}: no contact in ${said.slice(0, 200)}`);
    if (said.includes(OLD) !== old) faults.push(`${day}: ${old ? 'an old contact is not told' : 'a fresh contact is called old'}`);
    await context.close();
  }
  return { said: 'four days', faults };
}
