import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { makeCertificate } from '../../testing/make-certificate.ts';
import { openTempCertificate } from '../../testing/temp-certificate.ts';
import { readCertificate, UnusableCertificateError } from './read-certificate.ts';

function open(t: TestContext) {
  const files = openTempCertificate({ names: ['telltale.example', '10.0.0.7'], untilMs: Date.UTC(2040, 1, 3) });
  t.after(() => files.remove());
  const sentences = (of: { certFile?: string; keyFile?: string } = {}) => {
    try {
      readCertificate({ ...files, ...of });
    } catch (error) {
      assert.ok(error instanceof UnusableCertificateError);
      return error.sentences;
    }
    throw new Error('It was taken.');
  };
  return { files, sentences };
}

test('a certificate is read with its names and its end', t => {
  const { files } = open(t);
  const { cert, key, names, untilMs } = readCertificate(files);
  assert.deepEqual({ cert, key }, files.made);
  assert.deepEqual(names, ['telltale.example', '10.0.0.7']);
  assert.equal(untilMs, Date.UTC(2040, 1, 3));
});

test('files that cannot be read are each named with the reason', t => {
  const { sentences } = open(t);
  assert.deepEqual(sentences({ certFile: '/nowhere/cert.pem', keyFile: '/' }), [
    'TELLTALE_TLS_CERT="/nowhere/cert.pem" cannot be read: there is no such file.',
    'TELLTALE_TLS_KEY="/" cannot be read: it is a folder.',
  ]);
});

test('files that were taken for each other are both named', t => {
  const { files, sentences } = open(t);
  const [cert, key, ...more] = sentences({ certFile: files.keyFile, keyFile: files.certFile });
  assert.match(cert!, /^TELLTALE_TLS_CERT="[^"]+" holds no certificate in PEM form/);
  assert.match(key!, /^TELLTALE_TLS_KEY="[^"]+" holds no private key in PEM form/);
  assert.deepEqual(more, []);
});

test('a key that does not fit is refused', t => {
  const { files, sentences } = open(t);
  writeFileSync(files.keyFile, makeCertificate().key);
  assert.equal(sentences().length, 1);
  assert.match(sentences()[0]!, /^The key in TELLTALE_TLS_KEY="[^"]+" is not that of the certificate in TELLTALE/);
});

test('a key behind a passphrase is refused with what to do', t => {
  const { files, sentences } = open(t);
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' } as const;
  writeFileSync(files.keyFile, createPrivateKey(files.made.key).export(options));
  assert.match(sentences()[0]!, /is locked with a passphrase: write it without one/);
});
