// Every check of the exported page, in one browser. Usage: node page.mjs FOLDER

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from './browser.mjs';
import { checkAccess } from './access.mjs';
import { checkBehaviour } from './behaviour.mjs';
import { checkOutcomes } from './outcomes.mjs';
import { checkPaper } from './paper.mjs';
import { checkSearch } from './search.mjs';

const folder = process.argv[2];
const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8'));
const browser = await launch();
const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
const checks = [
  ['every outcome', checkOutcomes], ['search', checkSearch], ['accessibility', checkAccess],
  ['behaviour', checkBehaviour], ['paper', checkPaper],
];
const results = await Promise.all(checks.map(async ([name, check]) => {
  try {
    const { said, faults } = await check(browser, folder, expected);
    return { name, said: `${said}, in ${seconds()} s`, faults };
  } catch (error) {
    return { name, said: 'stopped', faults: [error.stack] };
  }
}));
await browser.close();
for (const { name, said, faults } of results) {
  console.log(`${faults.length === 0 ? 'ok' : 'FAILED'}  ${name}: ${said}`);
  for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
}
process.exitCode = results.some(({ faults }) => faults.length > 0) ? 1 : 0;
