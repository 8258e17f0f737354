import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openState } from '../../db/state.ts';
import { CHANGES } from '../../e2e/protected-routes.ts';
import { tempFolders } from '../backup/testing/temp-folders.ts';
import { formIn } from '../dashboards/form/testing/form-in.ts';
import { routes } from '../routes.ts';
import { dataFiles } from '../start/data-files.ts';
import { type AppRequest, openApp } from '../testing/open-app.ts';
import { telltale } from '../testing/telltale.ts';
import { openTempState } from '../testing/temp-state.ts';
import { type AuditLine, createAuditStore, KEPT_MS } from './store.ts';

const app = await openApp({ after });
const { state, auth } = app.deps;

const PASSWORD = 'a very long password';
const BOARD = { format: 'telltale-dashboard', schema: 1, slug: 'kitchen', title: 'Kitchen', panels: [] };
const BELL = {
  id: 'bell',
  kind: 'control',
  title: 'Bell',
  w: 4,
  h: 4,
  control: 'button',
  sends: { to: 'event', topic: 'bell' },
};
const SERIES = 'temperature{room="kitchen"}';

const ask = (path: string, request: AppRequest = {}) =>
  app.fetch(path, { as: 'owner', accept: 'text/html', ...request });
const post = (path: string, form: Record<string, string> = {}, request: AppRequest = {}) =>
  ask(path, { form, ...request });
const lines = async (query: Record<string, string | number> = {}) => {
  const response = await ask(routes.audit.href({}, query), { accept: 'application/json', as: 'admin' });
  return ((await response.json()) as { lines: AuditLine[] }).lines;
};
const importBoard = (slug: string) =>
  ask(routes.dashboards.href(), { method: 'POST', body: JSON.stringify({ ...BOARD, slug, title: slug }) });
const importWithPanel = (slug: string) =>
  ask(routes.dashboards.href(), {
    ...{ method: 'POST', body: JSON.stringify({ ...BOARD, slug, title: slug, panels: [BELL] }) },
  });
const otherSession = () =>
  state.transactional.batch(() => auth.openSession(1, { userAgent: 'Lynx/2', address: '10.0.0.7' }));
const tokenId = (name: string) => auth.tokens().find(token => token.name === name)!.id;
const startJob = async () => {
  await app.fetch(routes.jobSignal.href({ name: 'nightly' }), { as: 'ingest', method: 'POST', body: 'start' });
};
const SETTING = { every: '', cron: '', timeZone: '', lateAfter: '', lostAfter: '', description: '' };
const MAPPING = { title: '', message: '', priority: '', tags: '', click: '', sequence: '', secret: 's3cret-of-hook' };

interface Deed {
  /** The form that does it: one of those that change something. */
  readonly route: string;
  readonly before?: () => Promise<unknown>;
  readonly act: () => Promise<Response>;
  readonly line: Partial<AuditLine>;
}

const owner = 'owner';

/** Every deed, by the door that people use, and the line that it leaves. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'importing a dashboard as JSON': {
    ...{ route: routes.dashboards.href(), act: () => importBoard('kitchen') },
    line: { who: owner, action: 'dashboard imported', subject: 'kitchen', detail: 'created: kitchen' },
  },
  'importing a dashboard in a form': {
    route: routes.dashboardImport.href(),
    act: () => post(routes.dashboardImport.href(), { text: JSON.stringify({ ...BOARD, slug: 'hall', title: 'Hall' }) }),
    line: { who: owner, action: 'dashboard imported', subject: 'hall' },
  },
  'replacing a dashboard by an import': {
    ...{ route: routes.dashboards.href(), before: () => importBoard('replaced') },
    act: () =>
      ask(routes.dashboards.href({}, { replace: 1 }), {
        ...{ method: 'POST', body: JSON.stringify({ ...BOARD, slug: 'replaced', title: 'Another' }) },
      }),
    line: { action: 'dashboard imported', subject: 'replaced', detail: 'replaced: Another' },
  },
  'writing a dashboard into its file': {
    ...{ route: routes.dashboardInFolder.href({ slug: 'kitchen' }), before: () => importBoard('filed') },
    act: async () => {
      const page = await (await ask(routes.dashboardInFolder.href({ slug: 'filed' }))).text();
      const seen = /name="seen" value="([^"]*)"/.exec(page)![1]!;
      return post(routes.dashboardInFolder.href({ slug: 'filed' }), { answer: 'write', seen });
    },
    line: { who: owner, action: 'dashboard file', subject: 'filed', detail: 'written into its file', outcome: 'done' },
  },
  'deleting a dashboard': {
    ...{ route: routes.dashboardRemoval.href({ slug: 'kitchen' }), before: () => importBoard('doomed') },
    act: () => post(routes.dashboardRemoval.href({ slug: 'doomed' })),
    line: { who: owner, action: 'dashboard deleted', subject: 'doomed', detail: 'doomed' },
  },
  'pressing a control': {
    route: routes.panelControl.href({ slug: 'kitchen', panel: 'cpu' }),
    before: () => importWithPanel('pressed'),
    act: () => post(routes.panelControl.href({ slug: 'pressed', panel: 'bell' })),
    line: { who: owner, action: 'control pressed', subject: 'pressed/bell' },
  },
  'choosing what a dashboard can be looked at for': {
    ...{ route: routes.dashboardVariables.href({ slug: 'kitchen' }), before: () => importBoard('varied') },
    act: () => post(routes.dashboardVariables.href({ slug: 'varied' })),
    line: { who: owner, action: 'dashboard changed', subject: 'varied', detail: 'its variables' },
  },
  'making a dashboard by its title': {
    route: routes.dashboardNew.href(),
    act: () => post(routes.dashboardNew.href(), { title: 'By hand' }),
    line: { who: owner, action: 'dashboard made', subject: 'by-hand', detail: 'By hand' },
  },
  'duplicating a dashboard': {
    ...{ route: routes.dashboardCopy.href({ slug: 'kitchen' }), before: () => importBoard('twice') },
    act: () => post(routes.dashboardCopy.href({ slug: 'twice' })),
    line: { who: owner, action: 'dashboard made', subject: 'twice-copy' },
  },
  'building a dashboard': {
    ...{ route: routes.dashboardEdit.href({ slug: 'kitchen' }), before: () => importBoard('built') },
    act: () => post(routes.dashboardEdit.href({ slug: 'built' }), { act: 'section', title: 'Disks' }),
    line: { who: owner, action: 'dashboard changed', subject: 'built', detail: 'Added the section “Disks”.' },
  },
  'adding a panel': {
    route: routes.panels.href({ slug: 'this-machine' }),
    before: async () => {
      await importBoard('grown');
      await app.send('temperature?room=kitchen', 21.4);
    },
    act: () => post(routes.panels.href({ slug: 'grown' }), { show: `reading ${SERIES}`, kind: 'stat' }),
    line: { who: owner, action: 'dashboard changed', subject: 'grown', detail: 'Added “Temperature”.' },
  },
  'changing a panel in its form': {
    ...{ route: routes.panelEdit.href({ slug: 'this-machine', id: 'cpu' }), before: () => importWithPanel('formed') },
    act: async () => {
      const href = routes.panelEdit.href({ slug: 'formed', id: 'bell' });
      const form = formIn(await (await ask(href)).text());
      return post(href, { ...Object.fromEntries(form), title: 'Gong' });
    },
    line: { who: owner, action: 'dashboard changed', subject: 'formed', detail: 'Changed “Gong”.' },
  },
  'restoring a version': {
    ...{ route: routes.dashboardVersion.href({ slug: 'kitchen', id: 1 }), before: () => importBoard('restored') },
    act: () => {
      const [{ id } = { id: 0 }] = app.deps.dashboards.versions.list('restored');
      return post(routes.dashboardVersion.href({ slug: 'restored', id }), { answer: 'restore' });
    },
    line: { who: owner, action: 'dashboard restored', subject: 'restored', detail: 'Restored version 1' },
  },
  'making a dashboard of what arrived': {
    ...{ route: routes.inboxDashboards.href(), before: () => app.send('inbox_thing', 1) },
    act: () => post(routes.inboxDashboards.href()),
    line: { who: owner, action: 'dashboard made' },
  },
  'keeping a query as a panel of a new dashboard': {
    route: routes.queryPanel.href(),
    act: () => post(routes.queryPanel.href(), { q: 'up', title: 'Is up', kind: 'stat' }),
    line: { action: 'dashboard made', subject: 'is-up', detail: 'with the panel Is up' },
  },
  'keeping a query as a panel of a dashboard': {
    ...{ route: routes.queryPanel.href(), before: () => importBoard('grows') },
    act: () => post(routes.queryPanel.href(), { q: 'up', title: 'Is up', kind: 'stat', dashboard: 'grows' }),
    line: { action: 'dashboard changed', subject: 'grows', detail: 'with the panel Is up' },
  },
  'making a token': {
    route: routes.tokens.href(),
    act: () => post(routes.tokens.href(), { name: 'attic', scope: 'ingest' }),
    line: { who: owner, action: 'token made', subject: 'attic', detail: 'ingest' },
  },
  'revoking a token, with a token': {
    route: routes.tokenRevocation.href({ id: 1 }),
    before: () => post(routes.tokens.href(), { name: 'old', scope: 'read' }),
    act: () => post(routes.tokenRevocation.href({ id: tokenId('old') }), {}, { as: 'admin' }),
    line: { who: 'token admin of a test', action: 'token revoked', subject: 'old', detail: 'read' },
  },
  'ending another session': {
    ...{ route: routes.sessionEnd.href(), before: otherSession },
    act: () =>
      post(routes.sessionEnd.href(), { session: auth.sessions(1).find(one => one.userAgent === 'Lynx/2')!.hash }),
    line: { who: owner, action: 'session ended', subject: 'of 10.0.0.7', detail: 'Lynx/2' },
  },
  'ending all other sessions': {
    ...{ route: routes.otherSessionsEnd.href(), before: otherSession },
    act: () => post(routes.otherSessionsEnd.href()),
    line: { who: owner, action: 'session ended', subject: 'of 10.0.0.7' },
  },
  'choosing name and password': {
    route: routes.credentials.href(),
    act: () => post(routes.credentials.href(), { name: 'owner', password: PASSWORD }),
    line: { who: owner, action: 'settings changed', subject: 'name and password' },
  },
  'signing in': {
    route: routes.login.href(),
    act: () => post(routes.login.href(), { name: 'owner', password: PASSWORD }, { as: undefined as never }),
    line: { who: owner, action: 'sign-in done', subject: 'name and password', outcome: 'done' },
  },
  'signing in with a wrong password': {
    route: routes.login.href(),
    act: () => post(routes.login.href(), { name: 'owner', password: 'not it at all' }, { as: undefined as never }),
    line: { who: 'somebody', action: 'sign-in refused', detail: 'as owner', outcome: 'refused' },
  },
  'signing in with the password in the field of the name': {
    route: routes.login.href(),
    act: () => post(routes.login.href(), { name: PASSWORD, password: 'x' }, { as: undefined as never }),
    line: { who: 'somebody', action: 'sign-in refused', detail: 'by a name that nobody has' },
  },
  'opening a one-time address that was used': {
    route: routes.setup.href(),
    act: () => app.fetch(routes.setup.href({}, { code: 'VANE-4KXQ-7RTM' })),
    line: { who: 'somebody', action: 'sign-in refused', subject: 'one-time address' },
  },
  'describing a series': {
    ...{ route: routes.seriesUnit.href(), before: () => app.send('temperature?room=kitchen', 21) },
    act: () => post(routes.seriesUnit.href(), { key: SERIES, unit: '°C' }),
    line: { who: owner, action: 'series described', subject: SERIES, detail: 'unit °C', outcome: 'done' },
  },
  'renaming a series': {
    ...{ route: routes.seriesName.href(), before: () => app.send('misspelt', 1) },
    act: () => post(routes.seriesName.href(), { key: 'misspelt', metric: 'well_spelt' }),
    line: { action: 'series renamed', subject: 'misspelt', detail: 'to well_spelt', outcome: 'done' },
  },
  'renaming a series to a name that is taken': {
    route: routes.seriesName.href(),
    before: async () => {
      await app.send('mine', 1);
      await app.send('theirs', 1);
    },
    act: () => post(routes.seriesName.href(), { key: 'mine', metric: 'theirs' }),
    line: { action: 'series renamed', subject: 'mine', detail: 'to theirs (taken)', outcome: 'refused' },
  },
  'deleting a series': {
    ...{ route: routes.seriesRemoval.href(), before: () => app.send('gone_soon', 1) },
    act: () => post(routes.seriesRemoval.href(), { key: 'gone_soon' }),
    line: { action: 'series deleted', subject: 'gone_soon', outcome: 'done' },
  },
  'bringing a series back': {
    route: routes.seriesRestoration.href(),
    act: () => post(routes.seriesRestoration.href(), { key: 'gone_soon' }),
    line: { action: 'series restored', subject: 'gone_soon', outcome: 'done' },
  },
  'setting when a job should run': {
    ...{ route: routes.jobSetting.href({ name: 'nightly' }), before: startJob },
    act: () => post(routes.jobSetting.href({ name: 'nightly' }), { ...SETTING, schedule: 'every', every: '1 h' }),
    line: { action: 'job set', subject: 'nightly', detail: 'every 1 h' },
  },
  'pausing a job': {
    route: routes.jobPause.href({ name: 'nightly' }),
    act: () => post(routes.jobPause.href({ name: 'nightly' }), { paused: 'on' }),
    line: { action: 'job paused', subject: 'nightly' },
  },
  'letting a job go on': {
    route: routes.jobPause.href({ name: 'nightly' }),
    act: () => post(routes.jobPause.href({ name: 'nightly' })),
    line: { action: 'job resumed', subject: 'nightly' },
  },
  'removing a job': {
    route: routes.jobRemoval.href({ name: 'nightly' }),
    act: () => post(routes.jobRemoval.href({ name: 'nightly' })),
    line: { action: 'job removed', subject: 'nightly', outcome: 'done' },
  },
  'deleting an image that is gone': {
    route: routes.imageRemoval.href({ name: 'door' }),
    act: () => post(routes.imageRemoval.href({ name: 'door' })),
    line: { action: 'image deleted', subject: 'door', detail: 'there was none', outcome: 'refused' },
  },
  'setting up a webhook': {
    route: routes.webhook.href({ topic: 'alerts' }),
    act: () => post(routes.webhook.href({ topic: 'alerts' }), MAPPING),
    line: { action: 'webhook set', subject: 'alerts', detail: 'with a secret' },
  },
  'removing a webhook': {
    route: routes.webhook.href({ topic: 'alerts' }),
    act: () => post(routes.webhook.href({ topic: 'alerts' }), { do: 'remove' }),
    line: { action: 'webhook removed', subject: 'alerts' },
  },
  'signing out': {
    route: routes.logout.href(),
    act: async () => {
      const secret = await otherSession();
      const name = `telltale_session_${app.deps.config.port}`;
      return app.fetch(routes.logout.href(), { method: 'POST', headers: { Cookie: `${name}=${secret}` } });
    },
    line: { who: owner, action: 'session left' },
  },
};

/** Forms that send data, as any sender does: the page Senders tells of them; and one that only this browser remembers. */
const DATA: ReadonlySet<string> = new Set([
  routes.timeZone.href(),
  routes.trialReading.href(),
  routes.sendersTrial.href(),
]);

describe('what is done leaves its line', () => {
  for (const [what, { before, act, line }] of Object.entries(DEEDS)) {
    test(what, async () => {
      await before?.();
      const newest = (await lines())[0]?.seq ?? 0;
      const response = await act();
      assert.ok(response.status < 500, await response.text());
      const written = (await lines()).filter(({ seq }) => seq > newest);
      const found = written.filter(each =>
        Object.entries(line).every(([name, value]) => each[name as keyof AuditLine] === value),
      );
      assert.equal(found.length, 1, JSON.stringify(written));
      assert.equal(found[0]!.atMs, app.nowMs);
    });
  }
});

test('every form that changes something has its line', () => {
  const told = new Set(Object.values(DEEDS).map(({ route }) => route));
  const shape = (href: string) => href.replace(/this-machine|kitchen/, 'SLUG');
  const shapes = new Set([...told].map(shape));
  assert.deepEqual(
    CHANGES.filter(href => !shapes.has(shape(href)) && !DATA.has(href)),
    [],
  );
});

test('no secret is in the log', async () => {
  const text = JSON.stringify(state.database.prepare('select * from audit').all());
  const hashes = auth.sessions(1).map(({ hash }) => hash);
  const secrets = [...Object.values(app.tokens), PASSWORD, 'not it at all', 'VANE', 's3cret', ...hashes];
  for (const secret of secrets) assert.equal(text.includes(secret), false, secret);
  assert.doesNotMatch(text, /[wrsa]_[\w-]{32}/);
});

test('a dashboard that came as a file is noted as taken by the folder', async () => {
  const folder = join(app.deps.config.dataDir, 'dashboards');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'cellar.json'), JSON.stringify({ title: 'Cellar', panels: [] }));
  await app.deps.boardFolder.look();
  const [line] = await lines({ subject: 'cellar' });
  assert.deepEqual(
    [line?.who, line?.from, line?.action, line?.detail],
    ['the folder dashboards', '', 'dashboard file', 'taken from cellar.json'],
  );
});

test('an action that is rolled back leaves no line, and one without a transaction is refused', async () => {
  const entry = { who: { name: 'x', from: '' }, action: 'token made', subject: 'undone' } as const;
  const failing = state.transactional.batch(() => {
    app.deps.audit.note(entry);
    throw new Error('no room');
  });
  await assert.rejects(failing, /no room/);
  assert.deepEqual(await lines({ subject: 'undone' }), []);
  assert.throws(() => app.deps.audit.note(entry), /outside a transaction/);
});

test('a deed in another file that fails leaves a line that says so, and one that was cut off one that is begun', async () => {
  const entry = { who: { name: 'x', from: '' }, action: 'series deleted', subject: 'far away' } as const;
  await assert.rejects(
    app.deps.audit.around(entry, async () => {
      assert.deepEqual(
        (await lines({ subject: 'far away' })).map(({ outcome }) => outcome),
        ['begun'],
      );
      throw new Error('disk full');
    }),
    /disk full/,
  );
  assert.deepEqual(
    (await lines({ subject: 'far away' })).map(({ outcome }) => outcome),
    ['failed'],
  );
});

test('only who owns sees the log; as a page it is searched and turned without script', async () => {
  for (const as of ['read', 'ingest'] as const) assert.equal((await ask(routes.audit.href(), { as })).status, 403);
  const page = await (await ask(routes.audit.href({}, { action: 'dashboard', limit: 2 }))).text();
  assert.equal(page.match(/<li class="audit__line"/g)?.length, 2);
  assert.match(page, /<form class="audit__search" method="get"/);
  assert.match(page, /<option value="dashboard" selected/);
  const older = /rel="next" href="([^"]+)"/.exec(page)![1]!.replaceAll('&amp;', '&');
  const next = await (await ask(older)).text();
  const seqs = (text: string) => [...text.matchAll(/id="line-(\d+)"/g)].map(([, seq]) => Number(seq));
  assert.ok(Math.max(...seqs(next)) < Math.min(...seqs(page)));
  assert.match(await (await ask(routes.audit.href({}, { subject: 'kitche_' }))).text(), /Nothing like it/);
  assert.equal((await ask(routes.audit.href({}, { before: 'x' }))).status, 400);
});

test('curl gets text, with the names that people gave escaped for terminals', async () => {
  await post(routes.tokens.href(), { name: 'evil \u001b[31m<b>', scope: 'read' });
  const response = await ask(routes.audit.href({}, { action: 'token made' }), { accept: 'text/plain' });
  const text = await response.text();
  assert.match(text, /owner +token made {2}evil \[31m<b>/);
  const page = await (await ask(routes.audit.href({}, { action: 'token made' }))).text();
  assert.match(page, /evil [^<]*&lt;b&gt;/);
});

test('the log is in a backup, and back after it is restored', async t => {
  const { in: inFolder } = tempFolders(t);
  const [file, elsewhere] = [inFolder('log.tgz'), inFolder('elsewhere')];
  const made = await telltale(['backup', file], { TELLTALE_DATA: app.deps.config.dataDir });
  assert.equal(made.code, 0, made.error);
  assert.equal((await telltale(['restore', file], { TELLTALE_DATA: elsewhere })).code, 0);
  const restored = openState(dataFiles(elsewhere).state, () => app.nowMs);
  t.after(() => restored.close());
  const query = { who: '', action: 'dashboard deleted', subject: 'doomed', before: undefined, limit: 5 };
  assert.equal(createAuditStore(restored, () => app.nowMs).page(query).length, 1);
});

describe('the log is bounded', () => {
  const store = (t: Parameters<typeof openTempState>[0]) => {
    const temp = openTempState(t);
    const log = createAuditStore(temp.state, temp.now, { maxLines: 10, maxRefusedSignIns: 3 });
    const note = (action: 'token made' | 'sign-in refused', subject: string) =>
      temp.state.transactional.run(() => log.note({ who: { name: 'x', from: '' }, action, subject }));
    const subjects = () =>
      log.page({ who: '', action: '', subject: '', before: undefined, limit: 100 }).map(line => line.subject);
    return { temp, note, subjects };
  };

  test('beyond its lines the oldest go', t => {
    const { note, subjects } = store(t);
    for (let n = 1; n <= 15; n++) note('token made', String(n));
    assert.deepEqual(subjects(), ['15', '14', '13', '12', '11', '10', '9', '8', '7', '6']);
  });

  test('guesses at the door push out only guesses', t => {
    const { note, subjects } = store(t);
    note('token made', 'kept');
    for (let n = 1; n <= 8; n++) note('sign-in refused', String(n));
    assert.deepEqual(subjects(), ['8', '7', '6', 'kept']);
  });

  test('after a year a line is not shown, and goes with the next one', t => {
    const { temp, note, subjects } = store(t);
    note('token made', 'old');
    temp.nowMs += KEPT_MS;
    assert.deepEqual(subjects(), []);
    note('token made', 'new');
    assert.doesNotMatch(temp.dump('audit'), /old/);
  });
});
