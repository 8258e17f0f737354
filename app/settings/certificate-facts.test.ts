import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { NOON_MS, openApp } from '../testing/open-app.ts';
import { openTempCertificate } from '../testing/temp-certificate.ts';
import { certificateTroubles, certificateWords } from './certificate-facts.ts';

const DAY_MS = 24 * 60 * 60_000;
const current = { names: ['telltale.example'], fromMs: NOON_MS - 60 * DAY_MS, untilMs: NOON_MS };
const troublesAt = (nowMs: number) => certificateTroubles({ current, failed: undefined }, nowMs);

test('the end of a certificate is told two weeks before, urgently three days before, and when it has come', () => {
  assert.deepEqual(troublesAt(NOON_MS - 14 * DAY_MS - 1), []);
  const [soon] = troublesAt(NOON_MS - 14 * DAY_MS);
  assert.deepEqual([soon!.status, soon!.sinceMs], ['warn', NOON_MS - 14 * DAY_MS]);
  assert.match(soon!.what, /^The certificate ends in 14\u00a0d\. Then browsers and senders refuse to connect\.$/);
  assert.equal(troublesAt(NOON_MS - 3 * DAY_MS - 1)[0]!.status, 'warn');
  const [urgent] = troublesAt(NOON_MS - 3 * DAY_MS);
  assert.deepEqual([urgent!.status, urgent!.sinceMs], ['crit', NOON_MS - 3 * DAY_MS]);
  const [over] = troublesAt(NOON_MS);
  assert.deepEqual([over!.status, over!.sinceMs], ['crit', NOON_MS]);
  assert.match(over!.what, /^The certificate has ended\./);
});

test('a certificate that is not valid yet, and a new one that cannot be used, are told with what to do', () => {
  const [early] = troublesAt(current.fromMs - 1);
  assert.match(early!.what, /^The certificate is not valid before 2026-04-02\./);
  const failed = { sinceMs: 7, why: 'TELLTALE_TLS_KEY="/k.pem" cannot be read: there is no such file.' };
  const [trouble] = certificateTroubles({ current: { ...current, untilMs: NOON_MS + 99 * DAY_MS }, failed }, NOON_MS);
  assert.deepEqual([trouble!.status, trouble!.sinceMs], ['warn', 7]);
  assert.match(trouble!.what, /there is no such file\. The one of before stays in use\.$/);
});

test('a certificate is described by its names and its end', () => {
  const nowMs = NOON_MS - 90 * DAY_MS;
  assert.equal(certificateWords(current, nowMs), 'for telltale.example, until 2026-06-01, which is in 90\u00a0d');
  assert.equal(certificateWords(current, NOON_MS), 'for telltale.example, until 2026-06-01, which is over');
});

test('settings and the metrics of the server tell when its certificate ends; without https there is nothing to tell', async t => {
  const files = openTempCertificate({ fromMs: current.fromMs, untilMs: NOON_MS + 5 * DAY_MS });
  t.after(async () => files.remove());
  const app = await openApp(t, files.env);
  const settings = async (of: typeof app) =>
    (await of.fetch(routes.settings.href(), { as: 'owner', accept: 'application/json' })).json() as Promise<{
      server: { Certificate?: string; troubles: { status: string }[] };
    }>;
  const metrics = async (of: typeof app) => (await of.fetch(routes.metrics.href(), { as: 'read' })).text();
  const { server } = await settings(app);
  assert.equal(server.Certificate, 'for localhost, 127.0.0.1, until 2026-06-06, which is in 5\u00a0d');
  assert.deepEqual(
    server.troubles.map(({ status }) => status),
    ['warn'],
  );
  assert.match(
    await metrics(app),
    new RegExp(`^telltale_tls_certificate_end_seconds ${NOON_MS / 1000 + 5 * 86_400}$`, 'm'),
  );
  const plain = await openApp(t);
  assert.equal((await settings(plain)).server.Certificate, undefined);
  assert.doesNotMatch(await metrics(plain), /certificate/);
});
