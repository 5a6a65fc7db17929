// What real readers make of the sheets, drawings and tables of a folder: facts, as JSON on standard output.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv/dist/2020.js';
import { parse } from 'csv-parse/sync';
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

const [folder, schema] = process.argv.slice(2);
const read = (name) => readFileSync(path.join(folder, name), 'utf8');

// Prints a sheet: how many pages, and what the browser complains of.
async function print(context, name) {
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => faults.push(message.text()));
  page.on('request', (request) => { if (!request.url().startsWith('file:')) faults.push(request.url()); });
  await page.goto(pathToFileURL(path.join(folder, name)).href);
  await page.emulateMedia({ media: 'print' });
  const width = await page.evaluate(() => {
    document.body.style.width = '182mm';
    const wide = [...document.querySelectorAll('section, section *')].filter((one) => one.scrollWidth > one.clientWidth + 1
      && getComputedStyle(one).display !== 'inline');
    return { sections: document.querySelectorAll('section.fiche').length, wide: wide.map((one) => one.textContent.slice(0, 60)) };
  });
  await page.reload();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.close();
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
  return { pages, ...width, faults };
}

// Draws every flowchart of a Markdown text: how many, and what Mermaid refuses or misreads.
async function draw(context, text) {
  const page = await context.newPage();
  await page.setContent('<!doctype html><title>Mermaid</title>');
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('mermaid/dist/mermaid.min.js') });
  const drawings = [...text.matchAll(/^```mermaid\n(.*?)^```$/gms)].map((found) => found[1]);
  const faults = [];
  const said = [];
  for (const [rank, drawing] of drawings.entries()) {
    const result = await page.evaluate(async ({ rank, drawing }) => {
      window.mermaid.initialize({ startOnLoad: false });
      try {
        await window.mermaid.parse(drawing);
        const { svg } = await window.mermaid.render(`d${rank}`, drawing);
        const holder = document.createElement('div');
        holder.innerHTML = svg;
        const text = (one) => one.textContent.replace(/\s+/g, ' ').trim();
        return { labels: [...holder.querySelectorAll('.nodeLabel, .edgeLabel p')].map(text) };
      } catch (error) {
        return { error: String(error.message || error) };
      }
    }, { rank, drawing });
    if (result.error) faults.push(result.error);
    else said.push(...result.labels);
  }
  await page.close();
  faults.push(...said.filter((label) => /Unsupported markdown|#\d+;/.test(label)));
  return { drawings: drawings.length, labels: said, faults };
}

// Every object of the schema closed: a field that it does not describe is a fault.
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return copy.properties && copy.type === 'object' ? { ...copy, additionalProperties: false } : copy;
}

function validate(text) {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  const check = ajv.compile(closed(JSON.parse(readFileSync(schema, 'utf8'))));
  check(JSON.parse(text));
  return (check.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

const profile = mkdtempSync(path.join(tmpdir(), 'readers-'));
const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, headless: true });
try {
  const printed = {};
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.html'))) printed[name] = await print(context, name);
  const facts = {
    printed,
    mermaid: await draw(context, read('arbres.md')),
    csv: parse(read('referentiel.csv'), { delimiter: ';', bom: true, columns: true, record_delimiter: '\r\n' }),
    json: validate(read('referentiel.json')),
  };
  process.stdout.write(JSON.stringify(facts));
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}
