import { spawn } from 'node:child_process';
import { routes } from '../app/routes.ts';
import { expect, test } from './fixtures.ts';
import { makeToken } from './people.ts';
import { send } from './readings.ts';

const VALUES = [21.4, 22.9, 19.5];
/** From the answer to the sender until it is seen: up to 250 ms of it are the screen's own pace. */
const MAX_MS = 1000;

test('a page reads its stream compressed, and shows what comes at once', async ({ owner, server, visit }) => {
  const isStream = (url: string) => new URL(url).pathname === routes.homeLive.href();
  const answer = owner.waitForResponse(response => isStream(response.url()));
  await owner.reload();
  expect((await (await answer).allHeaders())['content-encoding']).toBe('gzip');
  const other = await visit({ storageState: await owner.context().storageState() });
  for (const [at, value] of VALUES.entries()) {
    if (at === 1) await other.goto(routes.home.href()); // who comes in the middle sees the same
    await send(server, { metric: 'temperature', value });
    const answeredAt = performance.now();
    for (const page of at > 0 ? [owner, other] : [owner])
      await expect(page.getByRole('region', { name: 'Inbox' }).getByText(String(value), { exact: true })).toBeVisible({
        timeout: MAX_MS,
      });
    console.log(`${value} was seen ${Math.round(performance.now() - answeredAt)} ms after its answer`);
  }
});

test('in the browser the first event is there within a second, and each later one as it comes', async ({
  owner,
  server,
}) => {
  const seen = await owner.evaluateHandle(async path => {
    const beganAt = performance.now();
    const response = await fetch(path, { headers: { Accept: 'text/event-stream' } });
    const seen = { coding: response.headers.get('content-encoding'), firstMs: 0, text: '' };
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    seen.text = (await reader.read()).value ?? '';
    seen.firstMs = performance.now() - beganAt;
    void (async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read()) seen.text += next.value;
    })();
    return seen;
  }, routes.homeLive.href());
  const { coding, firstMs } = await seen.jsonValue();
  expect(coding).toBe('gzip');
  expect(firstMs).toBeLessThan(MAX_MS);
  for (const value of VALUES) {
    await send(server, { metric: 'temperature', value });
    await expect
      .poll(async () => (await seen.jsonValue()).text, { timeout: MAX_MS, intervals: [20] })
      .toContain(`>${value}<`);
  }
});

for (const options of [[], ['--compressed']]) {
  test(`curl ${options.join('')} reads the stream as it comes`, async ({ owner, server }) => {
    const authorization = `Authorization: Bearer ${await makeToken(owner, 'reader', 'read')}`;
    const address = server.url + routes.homeLive.href();
    using curl = spawn('curl', ['-sNi', ...options, '-H', authorization, address]); // ended with the test
    let text = '';
    curl.stdout.setEncoding('utf8').on('data', data => {
      text += data;
    });
    for (const value of VALUES) {
      await send(server, { metric: 'temperature', value });
      await expect.poll(() => text, { timeout: 2 * MAX_MS, intervals: [20] }).toContain(`>${value}<`);
    }
    expect(/^content-encoding: gzip\r$/im.test(text)).toBe(options.length > 0);
  });
}
