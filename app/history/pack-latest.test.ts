import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NewestPoints } from './newest-points.ts';
import { packLatest } from './pack-latest.ts';
import { unpackLatest } from './unpack-latest.ts';

test('each series is as it was on the other side, and what is not known is not there', () => {
  const newest = new NewestPoints();
  for (const atMs of [1, 3, 5]) newest.note(1, atMs, atMs / 2);
  newest.note(2, 7, -0);
  const plain = { key: 'a', metric: 'a', labels: {}, createdMs: 1 };
  const labelled = { key: 'b{c="d"}', metric: 'b', labels: { c: 'd' }, createdMs: 2, unit: '°C' };
  const packed = packLatest(
    [
      { id: 1, ...labelled },
      { id: 2, ...plain },
      { id: 3, ...plain },
    ],
    newest,
  );
  assert.deepEqual(unpackLatest(structuredClone(packed)), [
    { ...labelled, atMs: 5, value: 2.5, intervalMs: 2 },
    { ...plain, atMs: 7, value: -0 },
    { ...plain, atMs: Number.NEGATIVE_INFINITY, value: 0 },
  ]);
  assert.deepEqual(unpackLatest(packLatest([], newest)), []);
});

test('labels of many series keep to their own, also where they have other names, an empty one or none', () => {
  const newest = new NewestPoints();
  const labels = [{ a: '1' }, {}, { b: '2', a: '3' }, { a: '4' }, { c: 'd\n\0e' }, { '': '' }];
  const series = labels.map((each, id) => ({ id, key: `${id}`, metric: 'm', labels: each, createdMs: id }));
  const unpacked = unpackLatest(structuredClone(packLatest(series, newest)));
  assert.deepEqual(
    unpacked.map(one => one.labels),
    labels,
  );
});
