// Firefox and WebKit, driven as their own drivers understand: the same commands, by Marionette and by HTTP.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE = 60_000;

// What a driver does, whatever carries its commands.
function driver(send, close) {
  return {
    send,
    close,
    open: (url) => send('url', { url }),
    // The text of this function, run in the page with these arguments.
    run: (work, ...args) => send('execute/sync', { script: `return (${work}).apply(null, arguments);`, args }),
    // The same, where it gives its result later.
    wait: (work, ...args) => send('execute/async', {
      script: `const done = arguments[arguments.length - 1]; (${work}).apply(null, arguments).then(done, (error) => done(String(error)));`, args,
    }),
    // What the keys of a person would do.
    async press(...keys) {
      const actions = keys.flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
      await send('actions', { actions: [{ type: 'key', id: 'keys', actions }] });
    },
    // The page itself this wide and this high, as far as its window lets it be.
    async size(width, height) {
      await send('window/rect', { width, height });
      const [wide, high] = await send('execute/sync', { script: 'return [window.innerWidth, window.innerHeight];', args: [] });
      await send('window/rect', { width: 2 * width - wide, height: 2 * height - high });
    },
  };
}

async function until(ready, what) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await wait(100)) {
    const found = await ready();
    if (found) return found;
  }
  throw new Error(`${what} does not answer`);
}

// The names that Marionette has for the same commands.
const OF_MARIONETTE = {
  url: 'WebDriver:Navigate', 'execute/sync': 'WebDriver:ExecuteScript', 'execute/async': 'WebDriver:ExecuteAsyncScript',
  actions: 'WebDriver:PerformActions', 'window/rect': 'WebDriver:SetWindowRect',
};

export async function firefox() {
  const profile = mkdtempSync(path.join(tmpdir(), 'firefox-'));
  writeFileSync(path.join(profile, 'user.js'), 'user_pref("marionette.port", 0);\n');
  const program = spawn('firefox-esr', ['--marionette', '--headless', '--no-remote', '--profile', profile], { stdio: 'ignore' });
  const told = path.join(profile, 'MarionetteActivePort');
  const port = await until(() => existsSync(told) && readFileSync(told, 'utf8'), 'Firefox');
  const socket = createConnection({ host: '127.0.0.1', port: Number(port) });
  const waiting = new Map();
  let held = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    held = Buffer.concat([held, bytes]);
    // A length, a colon, then a message that long.
    for (let colon = held.indexOf(':'); colon > 0; colon = held.indexOf(':')) {
      const end = colon + 1 + Number(held.subarray(0, colon));
      if (held.length < end) return;
      const message = JSON.parse(held.subarray(colon + 1, end));
      held = held.subarray(end);
      if (Array.isArray(message)) waiting.get(message[1])(message);
    }
  });
  let rank = 0;
  const ask = async (name, parameters) => {
    rank += 1;
    const text = Buffer.from(JSON.stringify([0, rank, name, parameters]));
    const answer = new Promise((done) => { waiting.set(rank, done); });
    socket.write(`${text.length}:`);
    socket.write(text);
    const [, , error, result] = await answer;
    if (error) throw new Error(`${name}: ${error.message}`);
    return result && 'value' in result ? result.value : result;
  };
  await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: { unhandledPromptBehavior: 'accept' } } });
  return driver((command, parameters) => ask(OF_MARIONETTE[command], parameters), async () => {
    socket.destroy();
    program.kill();
    await new Promise((done) => { program.on('exit', done); });
    rmSync(profile, { recursive: true, force: true });
  });
}

export async function webKit() {
  const port = 20_000 + (process.pid % 10_000);
  const program = spawn('xvfb-run', ['--auto-servernum', 'WebKitWebDriver', `--port=${port}`], { stdio: 'ignore', detached: true });
  const ask = async (place, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/${place}`, body && { method: 'POST', body: JSON.stringify(body) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${place}: ${value.message}`);
    return value;
  };
  await until(() => ask('status').catch(() => null), 'WebKit');
  const binary = ['4.1', '4.0'].map((version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`).find(existsSync);
  const { sessionId } = await ask('session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary, args: ['--automation'] }, unhandledPromptBehavior: 'accept' } },
  });
  return driver((command, parameters) => ask(`session/${sessionId}/${command}`, parameters), async () => {
    await fetch(`http://127.0.0.1:${port}/session/${sessionId}`, { method: 'DELETE' });
    // The driver, its display and its browser are of one group.
    process.kill(-program.pid);
  });
}
