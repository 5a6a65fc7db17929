// A real browser, as a reader has it: nothing is called in the page but what a person does to it.

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export function launch() {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  return chromium.launch({ executablePath, args: FLAGS });
}

// The exported page, open; whatever it says on the console or asks of the network is a fault.
export async function open(browser, folder, { width = 1280, height = 900, dark = false } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('request', (request) => { if (!request.url().startsWith('file:')) faults.push(`request: ${request.url()}`); });
  await page.goto(pathToFileURL(path.join(folder, 'guide été.html')).href);
  return { page, faults, close: () => context.close() };
}

// Spaces that do not break are spaces.
export const plain = (text) => text.replace(/\s+/gu, ' ').trim();

export const heading = async (page) => plain(await page.locator('h1').innerText());

// The choices of the screen: label, key.
export const choices = (page) => page.$$eval('main .choices li > button', (buttons) => buttons.map((button) => {
  const label = button.querySelector('span').cloneNode(true);
  const mark = label.querySelector('em');
  const detail = label.querySelector('small');
  mark?.remove();
  detail?.remove();
  return {
    key: button.querySelector('kbd').textContent,
    label: label.textContent.replace(/\s+/gu, ' ').trim(),
    mark: mark ? mark.textContent.trim() : null,
    detail: detail ? detail.textContent.replace(/\s+/gu, ' ').trim() : null,
  };
}));

// Presses the key of the choice with this label, or that starts with it.
export async function choose(page, label) {
  const listed = await choices(page);
  const choice = listed.find((one) => one.label === label) || listed.find((one) => one.label.startsWith(label));
  if (!choice) throw new Error(`no choice « ${label} » on « ${await heading(page)} »`);
  // The same key twice in a row would be a double tap.
  if (pressed.get(page) === choice.key) await page.$$eval('main .choices li > button', (all, at) => all[at].click(), listed.indexOf(choice));
  else await page.keyboard.press(choice.key);
  pressed.set(page, choice.key);
}

const pressed = new WeakMap();

// Longer than a double tap.
export const pause = (page) => page.waitForTimeout(450);

// Types the usager's words and waits for what they lead to.
export async function search(page, words) {
  await page.keyboard.press('m');
  await page.keyboard.insertText(words);
  // Another screen has another heading; the number of the history is no sign, since browsers slow it down.
  const before = await page.locator('h1').elementHandle();
  await page.keyboard.press('Enter');
  await page.waitForFunction((before) => !before.isConnected, before, { polling: 5 });
  await before.dispose();
}

// What `work` gives for the two halves of a list, done side by side.
export async function shared(list, work) {
  const half = Math.ceil(list.length / 2);
  return (await Promise.all([work(list.slice(0, half)), work(list.slice(half))])).flat();
}
