import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createAuditStore } from '../audit/store.ts';
import { createAuthStore } from '../auth/store.ts';
import { parseConfig } from '../config.ts';
import { createDashboardStore } from '../dashboards/store.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { startServer } from '../testing/real-server.ts';
import { openTempState } from '../testing/temp-state.ts';
import { version } from '../version.ts';
import { baseUrl } from './base-url.ts';
import { dataFiles } from './data-files.ts';
import { greeting } from './greeting.ts';
import { listen } from './listen.ts';
import { seed } from './seed.ts';

function configOf(env: Record<string, string>) {
  const parsed = parseConfig(env);
  assert.ok('config' in parsed);
  return parsed.config;
}

function openSeedable(t: TestContext) {
  const temp = openTempState(t);
  const dashboards = createDashboardStore(temp.state, temp.now);
  const audit = createAuditStore(temp.state, temp.now);
  return { ...temp, dashboards, audit, seed: () => seed({ state: temp.state, dashboards, audit }) };
}

test('the address to paste is one that opens', () => {
  const urlOf = (env: Record<string, string>) => baseUrl(configOf(env));
  assert.equal(urlOf({}), 'http://localhost:8355');
  assert.equal(urlOf({ TELLTALE_HOST: '0.0.0.0', TELLTALE_PORT: '80' }), 'http://localhost:80');
  assert.equal(urlOf({ TELLTALE_HOST: '::' }), 'http://localhost:8355');
  assert.equal(urlOf({ TELLTALE_HOST: '192.168.1.5' }), 'http://192.168.1.5:8355');
  assert.equal(urlOf({ TELLTALE_HOST: 'fd00::1' }), 'http://[fd00::1]:8355');
  assert.equal(urlOf({ TELLTALE_PUBLIC_URL: 'https://telltale.example/' }), 'https://telltale.example');
  const files = { TELLTALE_TLS_CERT: 'cert.pem', TELLTALE_TLS_KEY: 'key.pem' };
  assert.equal(urlOf(files), 'https://localhost:8355');
});

test('the data folder is made with all folders above it, for its owner only', t => {
  const folder = mkdtempSync(join(os.tmpdir(), 'telltale-data-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const data = join(folder, 'deep', 'data');
  const files = dataFiles(data);
  assert.equal(statSync(data).mode & 0o777, 0o700);
  assert.deepEqual(files, {
    state: join(data, 'state.db'),
    events: join(data, 'events.db'),
    history: join(data, 'history.db'),
    logs: join(data, 'logs.db'),
    images: join(data, 'images.db'),
    jobs: join(data, 'jobs.db'),
    writeToken: join(data, 'write-token'),
  });
  assert.deepEqual(dataFiles(data), files, 'a folder that is there is taken as it is');
});

test('the first start makes This machine', async t => {
  const { dashboards, seed } = openSeedable(t);
  await seed();
  const { definition } = dashboards.find('this-machine')!;
  assert.equal(definition.title, 'This machine');
  assert.ok(definition.subtitle?.startsWith(os.hostname()));
});

test('later starts make nothing, even after it was deleted', async t => {
  const { dashboards, seed } = openSeedable(t);
  await seed();
  await seed();
  assert.equal(dashboards.list().length, 1);
  dashboards.remove('this-machine');
  await seed();
  assert.deepEqual(dashboards.list(), []);
});

test('a dashboard that people made under this name stays theirs', async t => {
  const { dashboards, seed } = openSeedable(t);
  dashboards.create({ title: 'This machine', panels: [] });
  await seed();
  assert.deepEqual(
    dashboards.list().map(({ definition }) => definition),
    [{ title: 'This machine', panels: [] }],
  );
});

test('the greeting of a server that is nobody’s holds a code that opens it and a line that sends', async t => {
  const { state, now } = openTempState(t);
  const auth = createAuthStore(state, now);
  const audit = createAuditStore(state, now);
  const told = { state, audit, auth, writeToken: { read: () => 'w_secret' } };
  const text = await greeting({ ...told, config: configOf({}) } as never, 8355);
  assert.ok(text.includes(`Telltale ${version}`));
  assert.ok(text.includes("curl -d 21.4 'localhost:8355/in/temperature?room=kitchen&k=w_secret'"));
  const code = new URL(/http:\S+/.exec(text)![0]).searchParams.get('code')!;
  assert.ok(auth.redeemSetupCode(code));
});

test('the greeting holds the code that was set, and only as long as the server is nobody’s', async t => {
  const { state, now } = openTempState(t);
  const auth = createAuthStore(state, now);
  const config = configOf({ TELLTALE_SETUP_CODE: 'a code & more' });
  const told = {
    state,
    auth,
    audit: createAuditStore(state, now),
    config,
    writeToken: { read: () => undefined },
  } as never;
  assert.ok((await greeting(told, 8355)).includes(routes.setup.href({}, { code: 'a code & more' })));
  auth.redeemSetupCode('a code & more');
  const later = await greeting(told, 8355);
  assert.ok(later.includes('Open  http://localhost:8355\n'));
  assert.doesNotMatch(later, /code|Send/);
});

test('a port that is taken is a sentence that says what to do', async t => {
  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => void taken.close());
  await new Promise(resolve => taken.once('listening', resolve));
  const { port } = taken.address() as { port: number };
  const { createServer: createHttp } = await import('node:http');
  const problem = `Port ${port} is in use, perhaps by another Telltale. Stop that one, or set TELLTALE_PORT.`;
  assert.deepEqual(await listen(createHttp(), { host: '127.0.0.1', port }), { problem });
  const elsewhere = await listen(createHttp(), { host: '203.0.113.1', port: 0 });
  assert.ok('problem' in elsewhere);
  assert.match(elsewhere.problem, /^Cannot listen on 203\.0\.113\.1:0: /);
});

test('told to take any free port, it prints the one that it took', async t => {
  const server = await startServer({ env: { TELLTALE_PORT: '0' } });
  t.after(() => server.dispose());
  const { host } = new URL(server.setupUrl);
  assert.equal((await fetch(server.setupUrl, { redirect: 'manual' })).status, 303);
  assert.ok(server.printedCurl.includes(`'${host}/`), server.printedCurl);
});

test('a server that is stopping says that it is not ready, and still answers', async t => {
  const stopping = new AbortController();
  const app = await openApp(t, {}, stopping);
  assert.equal((await app.fetch(routes.readyz.href())).status, 200);
  stopping.abort();
  assert.deepEqual(
    [(await app.fetch(routes.readyz.href())).status, (await app.fetch(routes.healthz.href())).status],
    [503, 200],
  );
});
