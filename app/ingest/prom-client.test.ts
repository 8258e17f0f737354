import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Counter, Gauge, Histogram, Pushgateway, Registry } from 'prom-client';
import { routes } from '../routes.ts';
import { NOON_MS, type OpenApp, openApp } from '../testing/open-app.ts';

/** The unmodified client of Prometheus for Node, as it pushes to a Pushgateway. */
async function begin(t: TestContext) {
  const app = await openApp(t);
  const origin = await app.listen();
  const registry = new Registry();
  const gateway = new Pushgateway(origin, { headers: { Authorization: `Bearer ${app.tokens.ingest}` } }, registry);
  return { app, registry, gateway };
}

async function valuesOf(app: OpenApp, metric: string) {
  const { series } = await app.deps.history.latest({ metrics: [metric] });
  return series.map(({ labels, value }) => [labels, value]);
}

/** Series of these metrics that PromQL sees now. */
async function seen(app: OpenApp, query: string): Promise<string[]> {
  const path = routes.promqlQuery.href({}, { query, time: app.nowMs / 1000 });
  const { data } = (await (await app.fetch(path, { as: 'read' })).json()) as {
    data: { result: { metric: Record<string, string> }[] };
  };
  return data.result.map(({ metric }) => `${metric.__name__} ${metric.step ?? ''}`.trim()).sort();
}

test('prom-client pushes a job, with labels of its address that no path could carry plainly', async t => {
  const { app, registry, gateway } = await begin(t);
  new Counter({ name: 'rows_total', help: 'Rows copied', registers: [registry] }).inc(41);
  new Histogram({ name: 'step_seconds', help: 'Steps', buckets: [1, 2], registers: [registry] }).observe(1.5);
  await gateway.pushAdd({ jobName: 'nightly/backup', groupings: { host: 'a/b', note: 'ü 1' } });
  const labels = { job: 'nightly/backup', host: 'a/b', note: 'ü 1' };
  assert.deepEqual(await valuesOf(app, 'rows_total'), [[labels, 41]]);
  assert.deepEqual(await valuesOf(app, 'step_seconds_sum'), [[labels, 1.5]]);
  assert.deepEqual(await valuesOf(app, 'push_time_seconds'), [[labels, NOON_MS / 1000]]);
  assert.deepEqual(await app.deps.history.metadata(['rows_total']), [
    { metric: 'rows_total', type: 'counter', help: 'Rows copied' },
  ]);
});

test('what prom-client does not push any more ends: by its name for POST, all of it for PUT, and by DELETE', async t => {
  const { app, registry, gateway } = await begin(t);
  const steps = new Gauge({ name: 'step', help: 'Step', labelNames: ['step'], registers: [registry] });
  const rows = new Gauge({ name: 'rows', help: 'Rows', registers: [registry] });
  const group = { jobName: 'nightly' };
  steps.set({ step: 'dump' }, 1);
  rows.set(7);
  await gateway.push(group);
  assert.deepEqual(await seen(app, '{job="nightly"}'), ['push_time_seconds', 'rows', 'step dump']);

  app.nowMs += 1000;
  steps.reset();
  steps.set({ step: 'copy' }, 1);
  registry.removeSingleMetric('rows');
  await gateway.pushAdd(group);
  assert.deepEqual(await seen(app, '{job="nightly"}'), ['push_time_seconds', 'rows', 'step copy']);

  app.nowMs += 1000;
  await gateway.push(group);
  assert.deepEqual(await seen(app, '{job="nightly"}'), ['push_time_seconds', 'step copy']);

  app.nowMs += 1000;
  const { resp } = await gateway.delete(group);
  assert.equal((resp as { statusCode: number }).statusCode, 202);
  assert.deepEqual(await seen(app, '{job="nightly"}'), []);
  // The end takes no reading away, and the number that was read last stays what it was.
  assert.deepEqual(await valuesOf(app, 'rows'), [[{ job: 'nightly' }, 7]]);
});

test('a push with a bad line keeps the good ones, ends nothing and is told what was wrong', async t => {
  const { app, registry, gateway } = await begin(t);
  new Gauge({ name: 'rows', help: 'Rows', registers: [registry] }).set(7);
  await gateway.push({ jobName: 'nightly' });
  const answer = await app.fetch(routes.pushJob.href({ job: 'nightly' }), {
    as: 'ingest',
    method: 'PUT',
    body: 'steps 3\nfiles many\n',
  });
  assert.equal(answer.status, 400);
  assert.match(await answer.text(), /^ok 1 of 2 readings, 1 bad line\nline 2, column 7: "many" is no value/);
  assert.deepEqual(await seen(app, '{job="nightly"}'), ['push_time_seconds', 'rows', 'steps']);
});

test('an address that names no group is refused with what would be right', async t => {
  const { app } = await begin(t);
  const push = async (path: string) => {
    const answer = await app.fetch(routes.metrics.href() + path, { as: 'ingest', method: 'POST', body: 'a 1\n' });
    return [answer.status, await answer.text()];
  };
  assert.deepEqual(await push('/job/x/room'), [
    400,
    'the address ends with the label "room" and no value for it; add one, as in /room/kitchen.\n',
  ]);
  assert.equal((await push('/job/x/__y/z'))[0], 400);
  assert.equal((await push('/job@base64/%21'))[0], 400);
  assert.equal((await push('/job/x/path@base64/L3Zhci90bXA'))[0], 200);
  assert.deepEqual(await valuesOf(app, 'a'), [[{ job: 'x', path: '/var/tmp' }, 1]]);
});
