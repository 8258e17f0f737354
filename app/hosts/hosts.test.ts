import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { columnsOf } from '../../components/text/terminal-text.ts';
import { thisMachine } from '../dashboards/this-machine.ts';
import { openRaw } from '../http/testing/raw-client.ts';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';

interface Told {
  readonly name: string;
  readonly memoryPercent?: number;
  readonly diskPercent?: number;
}

/** What a machine says of itself within one second. */
async function tell(app: OpenApp, { name, memoryPercent = 40, diskPercent = 30 }: Told) {
  const host = name === '' ? '' : `host=${name}`;
  await app.send(`host_cpu_percent?${host}`, 12.5);
  await app.send(`host_memory_used_bytes?${host}&unit=bytes`, memoryPercent);
  await app.send(`host_memory_total_bytes?${host}&unit=bytes`, 100);
  await app.send(`host_disk_used_percent?${host}&mount=/var`, diskPercent);
  await app.send(`host_disk_used_percent?${host}&mount=/boot`, 1);
  await app.send(`host_info?${host}&system=Linux&version=0.1.0`, 1);
}

async function hostsOf(app: OpenApp) {
  const response = await app.fetch(routes.hosts.href(), { as: 'read', accept: 'application/json' });
  return ((await response.json()) as { hosts: Record<string, unknown>[] }).hosts;
}

const textOf = async (app: OpenApp, href: string) =>
  stripVTControlCharacters(await (await app.fetch(href, { as: 'read', accept: 'text/plain' })).text());

test('hosts stand in the order of their trouble, each with the words for it', async t => {
  const app = await openApp(t);
  await tell(app, { name: 'silent' });
  app.nowMs += 60_000;
  await tell(app, { name: 'calm' });
  await tell(app, { name: 'full', diskPercent: 97 });
  await tell(app, { name: 'tight', memoryPercent: 90 });
  await tell(app, { name: '' });
  const hosts = await hostsOf(app);
  assert.deepEqual(
    hosts.map(({ name, state }) => `${name} ${state}`),
    ['silent silent', 'full live', 'tight live', `${app.deps.hostName} live`, 'calm live'],
  );
  const page = await (await app.fetch(routes.hosts.href(), { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, />silent 1\u00a0min</);
  assert.match(page, /status-text--crit[\s\S]*97\u00a0%/);
  assert.ok(page.includes(`href="${routes.host.href({ name: 'full' })}"`));
});

test('a host is what it said last: its fullest disk, its system and the version that sends', async t => {
  const app = await openApp(t);
  await tell(app, { name: 'boat', diskPercent: 62 });
  const [boat] = await hostsOf(app);
  assert.deepEqual(boat!.disk, { mount: '/var', usedPercent: 62 });
  assert.deepEqual([boat!.system, boat!.version, boat!.cpuPercent, boat!.memoryPercent], ['Linux', '0.1.0', 12.5, 40]);
});

test('readings of several hosts do not mix: This machine shows its own, the page of a host this host’s', async t => {
  const app = await openApp(t);
  const { state, dashboards } = app.deps;
  await state.transactional.batch(() => dashboards.create(thisMachine('me', 'Linux'), 'this-machine'));
  await app.send('host_cpu_percent', 11);
  await app.send('host_cpu_percent?host=attic', 22);
  await app.send('host_cpu_percent?host=boat', 33);
  const cpuIn = async (href: string) => /^CPU +([\d.]+)/m.exec(await textOf(app, href))?.[1];
  assert.equal(await cpuIn(routes.dashboard.href({ slug: 'this-machine' })), '11');
  assert.equal(await cpuIn(routes.host.href({ name: 'attic' })), '22');
  assert.equal(await cpuIn(routes.host.href({ name: 'boat' })), '33');
});

test('a name is only a name: what would be an address, a query or a tag stays text', async t => {
  const app = await openApp(t);
  const name = 'a/b"}<i>';
  await app.send(`host_cpu_percent?host=${encodeURIComponent(name)}`, 44);
  const page = await (await app.fetch(routes.host.href({ name }), { as: 'owner', accept: 'text/html' })).text();
  assert.match(page, /<p class="value">44</);
  assert.doesNotMatch(page, /<i>/);
  assert.match(await textOf(app, routes.hosts.href()), /a\/b"}<i>/);
});

test('a host that nobody heard of is 404, and its stream ends with a sentence', async t => {
  const app = await openApp(t);
  const response = await app.fetch(routes.host.href({ name: 'ghost' }), { as: 'read', accept: 'text/plain' });
  assert.equal(response.status, 404);
  assert.match(await response.text(), /No machine called "ghost" has sent anything/);
  const stream = await app.fetch(routes.hostLive.href({ name: 'ghost' }), { as: 'owner' });
  assert.match(await stream.text(), /event: gone\ndata: \{"reason":"No machine called/);
});

test('without a host the page says so, and gives the owner the line with the token and others one without', async t => {
  const app = await openApp(t);
  const seenBy = async (as: 'owner' | 'read') =>
    (await app.fetch(routes.hosts.href(), { as, accept: 'text/html' })).text();
  const token = app.deps.writeToken.read()!;
  assert.match(await seenBy('owner'), /No machine sends yet\./);
  assert.ok((await seenBy('owner')).includes(`TELLTALE_TOKEN=${token} npx telltale host --to`));
  assert.ok(!(await seenBy('read')).includes(token));
});

test('a host that begins to send comes onto the open page', async t => {
  const app = await openApp(t);
  const origin = await app.listen();
  const page = await (await app.fetch(routes.hosts.href(), { as: 'owner', accept: 'text/html' })).text();
  const href = /hx-sse:connect="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  using client = openRaw(origin, href, [`Cookie: ${app.headersOf('owner').Cookie}`]);
  await client.events(events => events.length > 0);
  await tell(app, { name: 'boat' });
  await client.events(all => all.some(({ data }) => data.includes(routes.host.href({ name: 'boat' }))));
});

test('as text the table takes as many columns as the terminal has, and no more', async t => {
  const app = await openApp(t);
  for (const name of ['boat', 'a-machine-with-a-name-that-is-far-too-long-for-any-terminal']) await tell(app, { name });
  for (const columns of [40, 80, 120, 240]) {
    const lines = (await textOf(app, routes.hosts.href({}, { columns }))).split('\n');
    for (const line of lines) assert.ok(columnsOf(line) <= columns, `${columns}: ${line}`);
    assert.equal(lines[2]!.includes('version'), columns >= 120);
  }
});
