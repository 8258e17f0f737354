import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { openHttp2 } from '../http/testing/http2-client.ts';
import { routes } from '../routes.ts';
import { makeCertificate } from '../testing/make-certificate.ts';
import { openApp } from '../testing/open-app.ts';
import { startServer } from '../testing/real-server.ts';
import { openTempCertificate } from '../testing/temp-certificate.ts';

function openFiles(t: TestContext) {
  const files = openTempCertificate();
  t.after(async () => files.remove());
  return files;
}

test('a key that does not fit stops the start with a sentence', async t => {
  const files = openFiles(t);
  writeFileSync(files.keyFile, makeCertificate().key);
  await assert.rejects(
    startServer({ env: files.env }),
    /ended by exit code 1\. It said:\nTelltale did not start:\n {2}The key in TELLTALE_TLS_KEY="[^"]+" is not that of/,
  );
});

test('the printed addresses work over HTTP/2, and a renewed certificate is taken without a restart', async t => {
  const files = openFiles(t);
  const server = await startServer({ env: files.env });
  t.after(() => server.dispose());
  assert.match(server.setupUrl, /^https:\/\/localhost:/);
  assert.match(server.printedCurl, /'https:\/\/localhost:/);
  using client = openHttp2(server.url, { ca: files.made.cert });
  const { pathname, search } = new URL(server.setupUrl);
  const welcome = await client.fetch(pathname + search);
  assert.match(welcome.headers.get('set-cookie')!, /; Secure$/);
  const renewed = makeCertificate();
  files.put(renewed);
  while (!(await isTrusted(server.port, renewed.cert))) await new Promise(resolve => setTimeout(resolve, 50));
  assert.equal((await client.fetch(routes.healthz.href())).status, 200, 'what is open stays open');
  assert.match(server.output, /a new certificate is in use, until \d{4}-/);
  const goaway = once(client.session, 'goaway');
  assert.equal(await server.stop(), 0);
  await goaway;
});

/** Whether a client that trusts this certificate only is content. */
function isTrusted(port: number, ca: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: 'localhost', ca }, () => {
      socket.destroy();
      resolve(true);
    }).on('error', () => resolve(false));
  });
}

test('cookies are for https only, and that people come by https only is told where their address says so', async t => {
  const headersOf = async (env: Readonly<Record<string, string>>) => {
    const app = await openApp(t, env);
    await app.deps.state.transactional.batch(() => app.deps.auth.issueSetupCode('VANE-4KXQ-7RTN'));
    const { headers } = await app.fetch(routes.setup.href({}, { code: 'VANE-4KXQ-7RTN' }));
    return {
      isSecure: headers.get('set-cookie')!.endsWith('; Secure'),
      strict: headers.get('strict-transport-security'),
    };
  };
  const { env } = openFiles(t);
  const strict = 'max-age=15768000';
  assert.deepEqual(await headersOf({}), { isSecure: false, strict: null });
  assert.deepEqual(await headersOf(env), { isSecure: true, strict: null });
  assert.deepEqual(await headersOf({ ...env, TELLTALE_PUBLIC_URL: 'https://localhost' }), { isSecure: true, strict });
  assert.deepEqual(await headersOf({ TELLTALE_PUBLIC_URL: 'https://localhost' }), { isSecure: true, strict });
});

const curls = /\bHTTP2\b/.test(versionOfCurl());

test('curl speaks HTTP/2 with it, and HTTP/1.1 when it is told to', {
  skip: !curls && 'curl with HTTP/2 is not installed',
}, async t => {
  const files = openFiles(t);
  const app = await openApp(t, files.env);
  const url = (await app.listen()) + routes.inOne.href({ metric: 'temperature' }, { k: app.tokens.ingest });
  const send = async (version: string) => {
    const options = ['-sS', `--http${version}`, '--cacert', files.certFile, '-w', '%{http_version}', '-d', '21.4'];
    return (await promisify(execFile)('curl', [...options, url])).stdout;
  };
  assert.equal(await send('2'), 'ok temperature = 21.4 (new)\n2');
  assert.equal(await send('1.1'), 'ok temperature = 21.4\n1.1');
});

function versionOfCurl(): string {
  try {
    return execFileSync('curl', ['--version'], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
