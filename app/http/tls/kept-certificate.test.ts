import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { makeCertificate } from '../../testing/make-certificate.ts';
import { openTempCertificate } from '../../testing/temp-certificate.ts';
import { KeptCertificate } from './kept-certificate.ts';

const EVERY_MS = 1000;

function open(t: TestContext) {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const files = openTempCertificate();
  t.after(() => files.remove());
  const kept = new KeptCertificate(files, () => 7);
  const renewed: string[] = [];
  const troubles: string[] = [];
  const stopping = new AbortController();
  kept.renew({
    onRenew: ({ cert }) => renewed.push(cert),
    onTrouble: sentence => troubles.push(sentence),
    signal: stopping.signal,
    everyMs: EVERY_MS,
  });
  return { files, kept, renewed, troubles, stopping, look: () => t.mock.timers.tick(EVERY_MS) };
}

test('a new pair of files takes the place of the one in use, once', t => {
  const { files, kept, renewed, look } = open(t);
  look();
  assert.deepEqual(renewed, []);
  files.put(makeCertificate());
  look();
  look();
  assert.deepEqual(renewed, [files.made.cert]);
  assert.equal(kept.current.key, files.made.key);
});

test('a pair of which one half is not there yet is waited for, in silence', t => {
  const { files, kept, renewed, troubles, look } = open(t);
  const next = makeCertificate();
  writeFileSync(files.certFile, next.cert);
  look();
  assert.equal(kept.failed, undefined);
  writeFileSync(files.keyFile, next.key);
  look();
  assert.deepEqual(renewed, [next.cert]);
  assert.deepEqual(troubles, []);
});

test('files that stay wrong are told once, the certificate of before stays, and right ones end the trouble', t => {
  const { files, kept, renewed, troubles, look } = open(t);
  const before = kept.current;
  writeFileSync(files.certFile, 'half a cert');
  for (let times = 0; times < 4; times++) look();
  assert.equal(troubles.length, 1);
  assert.match(troubles[0]!, /holds no certificate in PEM form.* The certificate of before stays in use\.$/);
  assert.equal(kept.failed!.sinceMs, 7);
  assert.equal(kept.current, before);
  files.put(makeCertificate());
  look();
  assert.equal(kept.failed, undefined);
  assert.deepEqual(renewed, [files.made.cert]);
});

test('nobody looks any more after the stop', t => {
  const { files, renewed, stopping, look } = open(t);
  stopping.abort();
  files.put(makeCertificate());
  look();
  assert.deepEqual(renewed, []);
});
