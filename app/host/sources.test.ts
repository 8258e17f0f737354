import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseLabelName } from '../ingest/labels.ts';
import { parseMetricName } from '../ingest/metric-name.ts';
import { descriptions } from './descriptions.ts';
import type { Gauge } from './gauge.ts';
import { hostSources } from './host-sources.ts';
import { ownNumbers } from './own.ts';
import { ownStreams } from './own-streams.ts';
import { quietStreams } from './testing/quiet-streams.ts';

const UNITS = ['%', 'bytes', 'bytes/s', 'seconds', '/s', '°C', ''];

function check(gauges: readonly Gauge[]): void {
  for (const { metric, value, unit, labels = {} } of gauges) {
    assert.ok(Number.isFinite(value), `${metric} = ${value}`);
    assert.ok(UNITS.includes(unit), `${metric} in ${unit}`);
    const described = descriptions.find(one => one.metric === metric);
    assert.deepEqual([described?.type, described?.unit ?? ''], ['gauge', unit], `${metric} is described`);
    assert.match(described!.help!, /^[A-Z].+\.$/);
    assert.ok(parseMetricName(metric).ok, metric);
    for (const [name, text] of Object.entries(labels)) assert.ok(parseLabelName(name).ok && text !== '', metric);
  }
  const series = gauges.map(({ metric, labels }) => JSON.stringify([metric, labels]));
  assert.equal(new Set(series).size, series.length, 'each series comes once');
}

const sources = hostSources();

for (const source of sources) {
  test(`this machine’s ${source.name} is finite numbers with units, as often as it is asked`, async () => {
    check(await source.read());
    check(await source.read());
  });
}

test('processor and memory are known on every machine, and within their bounds', async () => {
  let gauges: readonly Gauge[] = [];
  // Shares of the processor need a tick of the kernel since the last question.
  do gauges = (await Promise.all(sources.map(source => source.read()))).flat();
  while (!gauges.some(({ metric }) => metric === 'host_cpu_percent'));
  const newest = (metric: string) => gauges.find(gauge => gauge.metric === metric)?.value;
  const [used, total] = [newest('host_memory_used_bytes')!, newest('host_memory_total_bytes')!];
  assert.ok(used > 0 && used < total);
  const shares = gauges.filter(({ unit }) => unit === '%');
  assert.ok(shares.some(({ metric }) => metric === 'host_cpu_percent'));
  for (const { metric, value } of shares) assert.ok(value >= 0 && value <= 100.1, `${metric} = ${value}`);
});

test('the server’s own numbers: counts become rates, files their size with what waits in the log beside them', async t => {
  let nowMs = 1000;
  t.mock.method(performance, 'now', () => nowMs);
  const folder = mkdtempSync(join(tmpdir(), 'telltale-own-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const state = join(folder, 'state.db');
  writeFileSync(state, 'x'.repeat(1000));
  writeFileSync(`${state}-wal`, 'x'.repeat(24));
  const counts = { requests: 100, readings: 0, streams: 3 };
  const own = ownNumbers({
    requests: () => counts.requests,
    readings: () => counts.readings,
    openStreams: () => counts.streams,
    openScreens: () => 2,
    streamMemory: () => ({ memoryBytes: 65_536, leases: 1 }),
    subscribers: () => 5,
    databases: { state, gone: join(folder, 'gone.db') },
  });
  nowMs += 2000;
  counts.requests += 5;
  counts.readings += 1000;
  const gauges = await own.read();
  check(gauges);
  const newest = (metric: string, database?: string) =>
    gauges.find(gauge => gauge.metric === metric && gauge.labels?.database === database)?.value;
  assert.equal(newest('telltale_requests_per_second'), 2.5);
  assert.equal(newest('telltale_readings_per_second'), 500);
  assert.equal(newest('telltale_streams_open'), 3);
  assert.equal(newest('telltale_screens_open'), 2);
  assert.equal(newest('telltale_stream_memory_bytes'), 65_536);
  assert.equal(newest('telltale_stream_leases'), 1);
  assert.equal(newest('telltale_subscribers'), 5);
  const files = newest('telltale_open_files');
  assert.ok(process.platform === 'linux' ? files! > 2 : files === undefined || files > 2);
  assert.ok(newest('telltale_heap_used_bytes')! < newest('telltale_resident_memory_bytes')!);
  assert.equal(newest('telltale_database_bytes', 'state'), 1024);
  assert.equal(newest('telltale_database_bytes', 'gone'), 0);
  assert.ok(newest('telltale_resident_memory_bytes')! > 1e6);
  assert.ok(newest('telltale_event_loop_delay_seconds')! >= 0);
  nowMs += 1000;
  assert.equal((await own.read()).find(({ metric }) => metric === 'telltale_requests_per_second')!.value, 0);
});

test('what is told of viewers: counts become rates, and those of the last hour are forgotten after it', async t => {
  let nowMs = 1000;
  t.mock.method(performance, 'now', () => nowMs);
  const counts = { frames: 40, conflations: 2, stalled: 5 };
  const streams = ownStreams(
    quietStreams({
      frames: () => counts.frames,
      conflations: () => counts.conflations,
      dropped: reason => (reason === 'stalled' ? counts.stalled : 0),
      behind: () => ({ viewers: 1, seconds: 2.5 }),
    }),
  );
  const read = async () => {
    const gauges = await streams.read();
    check(gauges);
    return (metric: string, reason?: string) =>
      gauges.find(gauge => gauge.metric === metric && gauge.labels?.reason === reason)?.value;
  };
  const first = await read();
  assert.equal(first('telltale_viewers_conflated_last_hour'), 2, 'what was before the first look counts');
  nowMs += 2000;
  counts.frames += 60;
  counts.conflations += 3;
  counts.stalled += 1;
  const now = await read();
  assert.equal(now('telltale_stream_frames_per_second'), 30);
  assert.equal(now('telltale_viewers_behind'), 1);
  assert.equal(now('telltale_viewer_lag_seconds'), 2.5);
  assert.equal(now('telltale_viewers_conflated_last_hour'), 5);
  assert.equal(now('telltale_viewers_dropped_last_hour', 'stalled'), 6);
  assert.equal(now('telltale_viewers_dropped_last_hour', 'refused'), 0);
  for (let minute = 1; minute <= 62; minute++) {
    nowMs += 60_000;
    const later = await read();
    assert.equal(later('telltale_viewers_conflated_last_hour'), minute <= 60 ? 5 : 0, `after ${minute} minutes`);
  }
});
