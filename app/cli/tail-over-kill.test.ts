import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { makeReadToken } from '../testing/make-read-token.ts';
import { startServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';

/** So often its server is killed, while lines come. */
const ROUNDS = 2;
/** Lines that are read between two kills, and after the last one. */
const LINES_BETWEEN = 40;

test('a tail whose server is killed and started again tells each line once', async t => {
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const settings = { TELLTALE_URL: server.url, TELLTALE_TOKEN: await makeReadToken(server) };
  const running = telltale(['tail', 'app', '--json', '--last', '0'], settings);
  t.after(() => void running.child.kill('SIGKILL'));
  const { stdout, stderr } = running.child;
  let [out, said] = ['', ''];
  stdout!.on('data', piece => {
    out += piece;
  });
  stderr!.on('data', piece => {
    said += piece;
  });
  const countLines = () => out.split('\n').length - 1;
  const readLines = async (count: number) => {
    for (const until = countLines() + count; countLines() < until; ) await once(stdout!, 'data');
  };

  const answered = new Set<string>();
  const stop = new AbortController();
  const writing = writeLines(server.url, server.writeToken, answered, stop.signal);
  await readLines(LINES_BETWEEN);
  for (let round = 1; round <= ROUNDS; round++) {
    await server.kill();
    while (said.split('Link lost').length - 1 < round) await once(stderr!, 'data');
    await server.start();
    await readLines(LINES_BETWEEN);
  }
  stop.abort();
  await writing;
  const isTold = (text: string) => out.includes(`"text":"${text}"`);
  while (![...answered].slice(-1).every(isTold)) await once(stdout!, 'data');
  running.child.kill('SIGINT');
  const { code, error } = await running;
  const told = out
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { seq: number; text: string });
  const numbers = told.map(({ seq }) => seq);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
    'no line twice, all in their order',
  );
  // The first ones may have been written before the tail began.
  const first = [...answered].indexOf(told[0]!.text);
  const texts = new Set(told.map(({ text }) => text));
  assert.deepEqual(
    [...answered].slice(first).filter(text => !texts.has(text)),
    [],
  );
  assert.match(error, new RegExp(`^(Link lost, trying again \\([^\\n]+\\)\\.\\n){${ROUNDS}}$`));
  assert.equal(code, 0);
});

/** One line after the other, each with a number; what was answered is kept. */
async function writeLines(url: string, token: string, answered: Set<string>, signal: AbortSignal): Promise<void> {
  const href = url + routes.logStream.href({ stream: 'app' });
  const headers = { Authorization: `Bearer ${token}` };
  for (let number = 0; !signal.aborted; number++) {
    const response = await fetch(href, { method: 'POST', headers, body: `line ${number}` }).catch(() => undefined);
    await response?.text().catch(() => undefined);
    if (response?.ok) answered.add(`line ${number}`);
    else await new Promise(resolve => setTimeout(resolve, 20)); // the server is away
  }
}
