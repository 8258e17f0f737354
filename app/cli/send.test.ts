import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startServer, type TestServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';

describe('telltale send', () => {
  let server: TestServer;
  let settings: Record<string, string>;
  before(async () => {
    server = await startServer();
    settings = { TELLTALE_URL: server.url, TELLTALE_TOKEN: server.writeToken };
  });
  after(() => server.dispose());

  it('sends a number, and says what the server says', async () => {
    const told = await telltale(['send', 'reading', 'temperature', '21.4', 'room=kitchen'], settings);
    assert.deepEqual(told, { out: '', error: 'ok temperature{room="kitchen"} = 21.4 (new)\n', code: 0 });
  });

  it('sends a number for each line of a pipe', async () => {
    const running = telltale(['send', 'reading', 'load', 'host=a'], settings);
    running.child.stdin!.end('1\n2.5\nnone\n3\n');
    const { error, code } = await running;
    assert.deepEqual([code, error], [0, 'Sent 3 readings of load. 1 line held no number.\n']);
  });

  it('sends a table of readings, and tells what was refused', async t => {
    const folder = mkdtempSync(join(tmpdir(), 'telltale-send-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'house.csv');
    const rows = Array.from({ length: 30_000 }, (_, i) => `power,${i},k${i % 7}`);
    writeFileSync(file, ['metric,value,room', ...rows, 'power,21;4,bath'].join('\n'));
    const { error, code } = await telltale(['send', 'readings', 'csv', file], settings);
    assert.equal(code, 0);
    assert.match(error, /^Sent 30000 readings\. 1 line refused: "21;4" is more than a number/);
  });

  it('sends the lines of a pipe to a log, and a message to a topic', async () => {
    const lines = telltale(['send', 'log', 'app', 'host=a'], settings);
    lines.child.stdin!.end('one\ntwo\nERROR three\n');
    assert.deepEqual(await lines, { out: '', error: 'Sent 3 lines to the log app.\n', code: 0 });
    const event = await telltale(['send', 'event', 'deploys', 'version 12', 'title=Shipped'], settings);
    assert.deepEqual(event, { out: '', error: 'Sent to deploys.\n', code: 0 });
    const answer = await fetch(server.setupUrl, { redirect: 'manual' });
    const headers = { Cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, Accept: 'text/plain' };
    const log = await (await fetch(`${server.url}/logs?stream=app`, { headers })).text();
    for (const line of ['one', 'two', 'three', 'host=a']) assert.ok(log.includes(line), log);
    const events = await (await fetch(`${server.url}/events`, { headers })).text();
    assert.match(events, /Shipped.*version 12/s);
  });

  it('takes the token of the data folder for a server of this machine', async () => {
    const { TELLTALE_TOKEN: _, TELLTALE_URL: __, ...others } = settings;
    const ours = { ...others, TELLTALE_DATA: server.dataDir, TELLTALE_PORT: String(server.port) };
    const { error, code } = await telltale(['send', 'reading', 'own', '1'], ours);
    assert.deepEqual([code, error], [0, 'ok own = 1 (new)\n']);
  });

  it('waits for a server that is away', async () => {
    await server.kill();
    const running = telltale(['send', 'reading', 'late', '7'], settings);
    await server.start();
    assert.deepEqual(await running, { out: '', error: 'ok late = 7 (new)\n', code: 0 });
  });

  it('says what is wrong with what was written, and with the token', async () => {
    const [kind, nothing, token] = await Promise.all([
      telltale(['send', 'smell', 'x'], settings),
      telltale(['send', 'log'], settings),
      telltale(['send', 'reading', 'x', '1', '--token', 'w_wrong'], settings),
    ]);
    assert.equal(kind.error, 'send smell: write reading, readings, log, image, event.\n');
    assert.match(nothing.error, /^"send" needs a KIND and a NAME/);
    assert.match(token.error, /answers 401: .* Give a write token by --token, --token-file or TELLTALE_TOKEN\.\n$/);
    for (const { code } of [kind, nothing, token]) assert.equal(code, 1);
  });
});
