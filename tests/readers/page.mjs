// Every check of the exported page in one engine. Usage: node page.mjs FOLDER chromium|firefox|webkit

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from './browser.mjs';
import { checkAccess } from './access.mjs';
import { checkBehaviour } from './behaviour.mjs';
import { checkContacts } from './contacts.mjs';
import { firefox, webKit } from './drivers.mjs';
import { checkEngine } from './engines.mjs';
import { checkFirstScreen } from './first_screen.mjs';
import { checkOutcomes } from './outcomes.mjs';
import { checkPaper } from './page_on_paper.mjs';
import { checkSearch } from './search.mjs';

const [folder, engine] = process.argv.slice(2);
const expected = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8'));
const started = Date.now();
const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
const browser = engine === 'chromium' ? await launch() : null;
const checks = browser === null
  ? [[engine, (_, ...rest) => checkEngine({ firefox, webkit: webKit }[engine], ...rest)]]
  : [
    ['every outcome', checkOutcomes], ['search', checkSearch], ['accessibility', checkAccess],
    ['behaviour', checkBehaviour], ['first screen', checkFirstScreen], ['paper', checkPaper], ['contacts', checkContacts],
  ];
// Three at a time: more would wait for each other, and time out.
const AT_ONCE = 3;
const results = [];
const left = [...checks];
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let next = left.shift(); next; next = left.shift()) {
    const [name, check] = next;
    try {
      const { said, faults } = await check(browser, folder, expected);
      results.push({ name, said: `${said}, in ${seconds()} s`, faults });
    } catch (error) {
      results.push({ name, said: 'stopped', faults: [error.stack] });
    }
  }
}));
await browser?.close();
for (const { name, said, faults } of results) {
  console.log(`${faults.length === 0 ? 'ok' : 'FAILED'}  ${name}: ${said}`);
  for (const fault of faults.slice(0, 20)) console.log(`    ${fault}`);
}
process.exitCode = results.some(({ faults }) => faults.length > 0) ? 1 : 0;
