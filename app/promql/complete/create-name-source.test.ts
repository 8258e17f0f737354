import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openApp } from '../../testing/open-app.ts';
import { createNameSource } from './create-name-source.ts';

const app = await openApp({ after });
const { history } = app.deps;
const names = createNameSource(history, () => app.nowMs);
const { signal } = new AbortController();
const send = (metric: string, labels: Record<string, string>) =>
  history.append([{ metric, labels, value: 1, atMs: app.nowMs }]);

test('names come from the series that are there, with what is known of their metrics', async () => {
  await send('temperature', { room: 'kitchen', floor: '1' });
  await send('temperature', { room: 'attic' });
  await send('pressure', {});
  await history.describe([{ metric: 'temperature', help: 'Of the air.', type: 'gauge' }]);
  const metrics = (await names.metrics('', signal)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  assert.deepEqual(metrics, [
    { name: 'pressure', type: undefined, help: undefined },
    { name: 'temperature', type: 'gauge', help: 'Of the air.' },
  ]);
  assert.deepEqual((await names.labels('temperature', signal)).toSorted(), ['floor', 'room']);
  assert.deepEqual((await names.labels(undefined, signal)).toSorted(), ['floor', 'room']);
  assert.deepEqual((await names.values('room', 'temperature', '', signal)).toSorted(), ['attic', 'kitchen']);
  assert.deepEqual(await names.values('room', 'pressure', '', signal), []);
});

test('what somebody sends goes before what the server says of itself', async () => {
  await send('host_load', {});
  await send('telltale_streams_open', {});
  await send('weight', {});
  app.nowMs += 5000;
  const metrics = (await names.metrics('', signal)).map(({ name }) => name);
  assert.deepEqual(new Set(metrics.slice(-2)), new Set(['host_load', 'telltale_streams_open']));
});

test('a name that came since is there a few seconds later', async () => {
  await send('humidity', {});
  app.nowMs += 5000;
  assert.ok((await names.metrics('', signal)).some(({ name }) => name === 'humidity'));
});

test('who is overtaken waits for nothing', async () => {
  await assert.rejects(names.labels('never_asked_before', AbortSignal.abort(new Error('overtaken'))), /overtaken/);
});

test('of very many values those that contain what was typed are there', async () => {
  const many = Array.from({ length: 6000 }, (_, i) => ({ metric: 'disk', labels: { of: `d${i}` }, value: 1, atMs: 0 }));
  await history.append(many.map(one => ({ ...one, atMs: app.nowMs })));
  assert.equal((await names.values('of', 'disk', '', signal)).length, 5000);
  const found = await names.values('of', 'disk', 'D5999', signal);
  assert.equal(found[0], 'd5999');
});
