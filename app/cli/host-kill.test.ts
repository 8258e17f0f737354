import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { startServer } from '../testing/real-server.ts';
import { telltale } from '../testing/telltale.ts';

/** So often its server is killed. */
const ROUNDS = 2;
/** Seconds for which it is gone each time. */
const GONE_MS = 3_000;

test('a host whose server is killed and started again leaves no second out', async t => {
  const server = await startServer({ env: { TELLTALE_HOST_METRICS: 'off' } });
  t.after(() => server.dispose());
  const sending = telltale(['host', '--to', server.url, '--name', 'boat'], { TELLTALE_TOKEN: server.writeToken });
  const { stderr } = sending.child;
  let said = '';
  stderr!.on('data', text => {
    said += text;
  });
  const hears = async (words: RegExp) => {
    while (!words.test(said)) await once(stderr!, 'data');
    said = '';
  };
  await hears(/Connected to /);
  for (let round = 0; round < ROUNDS; round++) {
    await server.kill();
    const goneUntil = performance.now() + GONE_MS;
    await hears(/Lost http/);
    while (performance.now() < goneUntil) await new Promise(resolve => setTimeout(resolve, 50));
    await server.start();
    await hears(/Caught up: \d+ seconds? of readings sent/);
  }
  sending.child.kill('SIGTERM');
  const { error, code } = await sending;
  assert.match(error, /Stopped\. All readings are sent\.\n$/);
  assert.equal(code, 0);

  const href = routes.promqlQuery.href({}, { query: 'host_load{host="boat",over="1m"}[10m]' });
  const cookie = await signIn(server.setupUrl);
  const answer = (await (await fetch(server.url + href, { headers: { Cookie: cookie } })).json()) as {
    data: { result: { values: [number, string][] }[] };
  };
  const seconds = answer.data.result[0]!.values.map(([second]) => second);
  assert.ok(seconds.length >= (ROUNDS * GONE_MS) / 1000);
  const gaps = seconds.slice(1).filter((second, i) => second - seconds[i]! !== 1);
  assert.deepEqual(gaps, [], `one reading a second: ${seconds.join(' ')}`);
});

async function signIn(setupUrl: string): Promise<string> {
  const response = await fetch(setupUrl, { redirect: 'manual' });
  return response.headers.getSetCookie()[0]!.split(';')[0]!;
}
