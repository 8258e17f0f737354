import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';

const hook = routes.eventHook.href({ topic: 'code' });
const page = routes.webhook.href({ topic: 'code' });
const body = JSON.stringify({ zen: 'Keep it calm.', repository: { full_name: 'o/r' } });
const github = { as: 'ingest', method: 'POST', headers: { 'X-GitHub-Event': 'ping' }, body } as const;
const FIELDS = { title: '', message: '', priority: '', tags: '', click: '', sequence: '' };

test('a webhook is read by its source, or by the mapping of its topic as the page shows it beforehand', async t => {
  const app = await openApp(t);
  const first = (await (await app.fetch(hook, github)).json()) as { events: { title: string }[] };
  assert.equal(first.events[0]!.title, 'o/r: webhook is set up');
  const mapping = { ...FIELDS, title: 'From {{repository.full_name}}', message: '{{zen}}' };
  const form = { form: mapping, as: 'owner' } as const;
  const preview = await (await app.fetch(routes.webhookPreview.href({ topic: 'code' }), form)).text();
  assert.match(preview, /From o\/r/);
  assert.equal((await app.fetch(page, form)).status, 303);
  const second = (await (await app.fetch(hook, github)).json()) as { events: { title: string; message: string }[] };
  assert.deepEqual([second.events[0]!.title, second.events[0]!.message], ['From o/r', 'Keep it calm.']);
  const shown = await (await app.fetch(page, { as: 'owner', accept: 'text/html' })).text();
  assert.match(shown, /value="From \{\{repository\.full_name\}\}"/);
  assert.match(shown, /Keep it calm\./);
  await app.fetch(page, { as: 'owner', form: { do: 'remove' } });
  const third = (await (await app.fetch(hook, github)).json()) as { events: { title: string }[] };
  assert.equal(third.events[0]!.title, 'o/r: webhook is set up');
});

test('with a secret set only a signed body is taken, and the page never shows the secret', async t => {
  const app = await openApp(t);
  await app.fetch(page, { as: 'owner', form: { ...FIELDS, secret: 'open sesame' } });
  const send = async (headers: Record<string, string>) =>
    (await app.fetch(hook, { ...github, headers: { ...github.headers, ...headers } })).status;
  const signature = createHmac('sha256', 'open sesame').update(body).digest('hex');
  assert.equal(await send({}), 403);
  const wrong = (signature.startsWith('0') ? '1' : '0') + signature.slice(1);
  assert.equal(await send({ 'X-Hub-Signature-256': `sha256=${wrong}` }), 403);
  assert.equal(await send({ 'X-Hub-Signature-256': 'sha256=' }), 403);
  assert.equal(await send({ 'X-Gitlab-Token': 'wrong' }), 403);
  assert.equal(await send({ 'X-Hub-Signature-256': `sha256=${signature}` }), 200);
  assert.equal(await send({ 'X-Gitea-Signature': signature }), 200);
  assert.equal(await send({ 'X-Gitlab-Token': 'open sesame' }), 200);
  const shown = await (await app.fetch(page, { as: 'owner', accept: 'text/html' })).text();
  assert.doesNotMatch(shown, /open sesame/);
  await app.fetch(page, { as: 'owner', form: { ...FIELDS, 'drop-secret': 'yes' } });
  assert.equal(await send({}), 200);
});

test('what is no JSON, or of nobody who may send, is refused and not kept', async t => {
  const app = await openApp(t);
  const form = await app.fetch(hook, { ...github, body: 'payload=%7B%7D' });
  assert.equal(form.status, 400);
  assert.match(await form.text(), /content type application\/json/);
  assert.equal((await app.fetch(hook, { ...github, as: 'read' })).status, 403);
  assert.equal((await app.fetch(page, { as: 'read', accept: 'text/html' })).status, 403);
  assert.equal(app.deps.events.live.head, 0);
  assert.equal(await app.deps.events.payload('code'), undefined);
});

test('a mapping and a secret survive, and too long a mapping is refused', async t => {
  const app = await openApp(t);
  const long = await app.fetch(page, { as: 'owner', form: { ...FIELDS, title: 'x'.repeat(1001) } });
  assert.equal(long.status, 400);
  await app.fetch(page, { as: 'owner', form: { ...FIELDS, title: 'T', secret: 's' } });
  const { createWebhookStore } = await import('./webhooks/webhook-store.ts');
  const again = createWebhookStore(app.deps.state, app.deps.now);
  assert.deepEqual(again.of('code'), { topic: 'code', secret: 's', mapping: { ...FIELDS, title: 'T' } });
});
