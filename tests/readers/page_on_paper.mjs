// The sheets of outcomes on paper: one A4 page each, whatever the length.

import { choose, open } from './browser.mjs';

export async function checkPaper(browser, folder, { outcomes }) {
  const { page, faults, close } = await open(browser, folder, { dark: true });
  const length = ({ texts }) => texts.join(' ').length;
  const longest = [...outcomes].sort((a, b) => length(b) - length(a)).slice(0, 5);
  for (const outcome of longest) {
    await page.locator('#effacer').click();
    await choose(page, outcome.nom);
    for (const [, reponse] of outcome.answers) await choose(page, reponse);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const pages = (pdf.match(/\/Type\s*\/Page\b(?!s)/g) || []).length;
    if (pages !== 1) faults.push(`« ${outcome.record.titre} » takes ${pages} pages`);
  }
  await close();
  return { said: `the ${longest.length} longest sheets, ${length(longest[0])} characters at most`, faults };
}
