import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { columnsOf, terminalText } from '../../components/text/terminal-text.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';
import { drawFrame } from './top-frame.ts';
import { actionOf } from './top-keys.ts';
import { runTop } from './top-run.ts';

const BOARDS = {
  list: ['This machine', 'Attic', 'Boat'].map(title => ({ slug: title.toLowerCase().replace(' ', '-'), title })),
  at: 1,
};

/** A terminal that remembers what it shows. */
function fakeTerminal(columns = 80, rows = 12) {
  const waiting: (() => void)[] = [];
  let press = (_key: string) => {};
  let resized = () => {};
  const terminal = {
    ...{ columns, rows },
    shown: '',
    paint(lines: readonly string[]) {
      terminal.shown = stripVTControlCharacters(lines.join('\n'));
      for (const each of waiting.splice(0)) each();
    },
    onKey: (react: typeof press) => {
      press = react;
    },
    onResize: (react: typeof resized) => {
      resized = react;
    },
    close() {},
    press: (key: string) => press(key),
    resize(width: number) {
      terminal.columns = width;
      resized();
    },
    async shows(words: RegExp) {
      while (!words.test(terminal.shown)) await new Promise<void>(resolve => waiting.push(resolve));
    },
  };
  return terminal;
}

async function makeBoards(app: OpenApp) {
  const { state, dashboards } = app.deps;
  const list = ['attic', 'cellar'].map(room => ({ slug: room, title: room }));
  for (const { slug, title } of list)
    await state.transactional.batch(() =>
      dashboards.create(
        {
          title,
          panels: [
            { kind: 'stat', id: 'one', title: 'Now', w: 6, h: 4, queries: [{ expr: `temperature{room="${slug}"}` }] },
          ],
        },
        slug,
      ),
    );
  return { list, at: 0 };
}

async function openTop(t: TestContext) {
  const app = await openApp(t);
  const boards = await makeBoards(app);
  const target = { url: new URL(await app.listen()), token: app.tokens.read };
  const terminal = fakeTerminal();
  const stop = new AbortController();
  const ended = runTop({ target, boards, range: '', hasColour: true, terminal, signal: stop.signal });
  t.after(() => stop.abort());
  return { app, terminal, ended };
}

test('values move by themselves, arrows and digits change the dashboard, q ends it', async t => {
  const { app, terminal, ended } = await openTop(t);
  await app.send('temperature?room=attic', 21.4);
  await terminal.shows(/^attic[\s\S]*Now +21\.4/);
  await app.send('temperature?room=attic', 22.9);
  await terminal.shows(/Now +22\.9/);
  await app.send('temperature?room=cellar', 9.5);
  terminal.press('\u001b[C');
  await terminal.shows(/^cellar[\s\S]*Now +9\.5/);
  terminal.press('1');
  await terminal.shows(/^attic/);
  terminal.press('q');
  await ended;
});

/** A server whose one dashboard says these words, and then nothing more; without any it does not answer. */
async function serveWords(t: TestContext, words: string | undefined, port = 0) {
  const server = createServer((_request, response) => {
    if (words === undefined) return;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`data: <hx-partial>${words}</hx-partial>\n\n`);
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  t.after(end);
  return { port: (server.address() as AddressInfo).port, end };
}

function topOf(t: TestContext, port: number) {
  const terminal = fakeTerminal();
  const stop = new AbortController();
  t.after(() => stop.abort());
  const target = { url: new URL(`http://127.0.0.1:${port}`), token: undefined };
  void runTop({ target, boards: BOARDS, range: '', hasColour: false, terminal, signal: stop.signal });
  return terminal;
}

test('a link that is lost is said in the last line below the old values, until it is back', async t => {
  const { port, end } = await serveWords(t, 'All is well');
  const terminal = topOf(t, port);
  await terminal.shows(/^All is well[\s\S]*q quit/);
  end();
  await terminal.shows(/^All is well[\s\S]*Link lost \(.+\)\. The values are old/);
  await serveWords(t, 'All is new', port);
  await terminal.shows(/^All is new/);
  assert.match(terminal.shown, /q quit/);
});

test('a stream that says nothing, or nothing any more, is lost, whatever its socket says', async t => {
  const [talking, mute] = [await serveWords(t, 'All is well'), await serveWords(t, undefined)];
  await Promise.all([
    topOf(t, talking.port).shows(/^All is well[\s\S]*Link lost \(silent\)/),
    topOf(t, mute.port).shows(/Connecting[\s\S]*Link lost \(silent\)/),
  ]);
});

test('nobody scrolls beyond the end', async t => {
  const { app, terminal } = await openTop(t);
  await app.send('temperature?room=attic', 21.4);
  await terminal.shows(/21\.4/);
  for (let press = 0; press < 9; press++) terminal.press('\u001b[6~');
  assert.match(terminal.shown, /^attic[\s\S]*Now +21\.4/);
});

test('a title is words only, whatever is in it', () => {
  const boards = { list: [{ slug: 'evil', title: 'up\u001b[2J\u001b]0;x\u0007 and away' }], at: 0 };
  const frame = { boards, text: 'Title', scroll: 0, trouble: undefined, columns: 80, rows: 4 };
  assert.doesNotMatch(drawFrame(frame, terminalText(false)).join(''), /\p{Cc}/u);
});

test('another width is another layout', async t => {
  const { app, terminal } = await openTop(t);
  await app.send('temperature?room=attic', 21.4);
  await terminal.shows(/21\.4/);
  terminal.resize(50);
  await terminal.shows(/^attic {2,40}\d\d:\d\d:\d\d( \S+)?\n/);
  for (const line of terminal.shown.split('\n')) assert.ok(columnsOf(line) <= 50, line);
});

test('a token that may not read is said in the last line', async t => {
  const app = await openApp(t);
  const terminal = fakeTerminal();
  const stop = new AbortController();
  t.after(() => stop.abort());
  const target = { url: new URL(await app.listen()), token: app.tokens.ingest };
  void runTop({ target, boards: await makeBoards(app), range: '', hasColour: false, terminal, signal: stop.signal });
  await terminal.shows(/wants a read token/);
});

test('a frame fills the terminal to the last line and no further, however small it is', () => {
  const text = ['Title', '', ...Array.from({ length: 30 }, (_, i) => `line ${i}`)].join('\n');
  const draw = (columns: number, rows: number, scroll = 0) =>
    drawFrame({ boards: BOARDS, text, scroll, trouble: undefined, columns, rows }, terminalText(false));
  for (const [columns, rows] of [
    [80, 24],
    [30, 5],
    [200, 60],
    [20, 2],
  ] as const) {
    const lines = draw(columns, rows);
    assert.equal(lines.length, rows);
    assert.ok(columnsOf(lines.at(-1)!) <= columns, lines.at(-1));
  }
  assert.deepEqual(draw(80, 6, 10).slice(0, 5), ['Title', '', 'line 10', 'line 11', 'line 12']);
  assert.match(draw(80, 24).at(-1)!, /^1 This machine {2}2 Attic {2}3 Boat .*q quit/);
});

test('keys mean what the last line says', () => {
  const to = (key: string, at: number) => {
    const action = actionOf(key);
    return action?.kind === 'board' ? action.to(at, 3) : action?.kind;
  };
  assert.deepEqual([to('\u001b[C', 2), to('\u001b[D', 0), to('3', 0), to('9', 1)], [0, 2, 2, 1]);
  assert.deepEqual([to('q', 0), to('\u0003', 0), to('\u001b[B', 0), to('x', 0)], ['quit', 'quit', 'scroll', undefined]);
});
