import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInfluxReadings } from '../../app/ingest/testing/parse-influx-readings.ts';
import { createBodies } from './bodies.ts';
import { lineProtocol } from './line-protocol.ts';
import { createWorkload } from './workload.ts';

const endMs = 1_795_357_687_000;
const workload = createWorkload({ points: 1000, series: 40, endMs, isNoisy: false });
const options = { format: lineProtocol, linesPerBody: 17, connections: 4 };
const read = (bodies: ReturnType<typeof createBodies>) =>
  bodies.map(share => share.flatMap(({ bytes }) => parseInfluxReadings(bytes, endMs, 'ms').readings));

test('bodies are the same in every run', () => {
  assert.deepEqual(createBodies(workload, options), createBodies(workload, options));
});

test('a line has the same values whoever sends it, in bodies of whatever size', () => {
  const inOne = read(createBodies(workload, { ...options, linesPerBody: 1000, connections: 1 })).flat();
  const inShares = read(createBodies(workload, options)).flat();
  const sorted = (readings: typeof inOne) => readings.map(reading => JSON.stringify(reading)).sort();
  assert.deepEqual(sorted(inShares), sorted(inOne));
});

test('all points are there, a second apart, and the last one at the end', () => {
  const readings = read(createBodies(workload, options)).flat();
  assert.equal(readings.length, 1000);
  assert.equal(new Set(readings.map(({ metric, labels }) => `${metric} ${labels.line}`)).size, 40);
  const times = [...new Set(readings.map(({ atMs }) => atMs))].sort();
  assert.equal(times.length, 25);
  assert.deepEqual([times[0], times.at(-1)], [endMs - 24_000, endMs]);
});

test('the points of a series come over one connection, in their order', () => {
  const seen = new Map<string, number>();
  for (const [share, readings] of read(createBodies(workload, options)).entries()) {
    const own = new Map<string, number>();
    for (const { metric, labels, atMs } of readings) {
      const series = `${metric} ${labels.line}`;
      assert.equal(seen.get(series) ?? share, share);
      assert.ok(atMs > (own.get(series) ?? 0));
      seen.set(series, share);
      own.set(series, atMs);
    }
  }
});

test('counters grow, gauges have one and three decimals, a constant stays', () => {
  const of = (metric: string) =>
    read(createBodies(workload, options))
      .flat()
      .filter(reading => reading.metric === metric && reading.labels.line === 'l00003')
      .map(({ value }) => value);
  const counter = of('bench_counter');
  assert.ok(counter.every((value, at) => Number.isInteger(value) && value >= (counter[at - 1] ?? 0)));
  assert.ok(of('bench_tenth').every(value => Number(value.toFixed(1)) === value));
  assert.ok(of('bench_thousandth').every(value => Number(value.toFixed(3)) === value));
  assert.equal(new Set(of('bench_constant')).size, 1);
});

test('noisy values use all their digits, at times that are no whole seconds', () => {
  const noisy = createWorkload({ points: 1000, series: 40, endMs, isNoisy: true });
  const readings = read(createBodies(noisy, options)).flat();
  const tenths = readings.filter(({ metric }) => metric === 'bench_tenth');
  assert.ok(tenths.filter(({ value }) => String(value).length > 12).length > tenths.length / 2);
  assert.ok(readings.filter(({ atMs }) => atMs % 1000 > 0).length > readings.length / 2);
});
