import { InfluxDB, Point, setLogger } from '@influxdata/influxdb-client';
import { InfluxDB as InfluxDB1 } from 'influx';
import { expect, test } from './fixtures.ts';
import { readSeries } from './readings.ts';

// It prints refused batches, which here are expected.
setLogger({ error: () => undefined, warn: () => undefined });

test('the client of InfluxDB 2 writes unchanged', async ({ owner, server }) => {
  const api = new InfluxDB({ url: server.url, token: server.writeToken }).getWriteApi('any', 'any', 'ms', {
    gzipThreshold: 1,
  });
  const atMs = Date.now() - 60_000;
  api.useDefaultTags({ site: 'workshop 2, left' });
  api.writePoint(new Point('oven').tag('zone', 'a=b').floatField('temperature', 218.5).timestamp(atMs));
  api.writePoint(new Point('oven').tag('zone', 'a=b').intField('fan', 1200).booleanField('door', true).timestamp(atMs));
  await api.close();

  const labels = { site: 'workshop 2, left', zone: 'a=b' };
  const kept = await readSeries(owner.request, 'oven');
  expect(kept.map(({ metric, value }) => [metric, value]).sort()).toEqual([
    ['oven_door', 1],
    ['oven_fan', 1200],
    ['oven_temperature', 218.5],
  ]);
  for (const series of kept) expect(series).toMatchObject({ labels, atMs });
});

test('the client of InfluxDB 2 is told what was wrong, and tries a bad batch no second time', async ({ server }) => {
  const api = new InfluxDB({ url: server.url, token: server.writeToken }).getWriteApi('any', 'any', 'ms', {
    maxRetries: 3,
  });
  api.writeRecord('oven temperature=not_a_number');
  const failures: string[] = [];
  await api.close().catch(error => failures.push(String(error)));
  expect(failures.join()).toContain('not_a_number');

  const stranger = new InfluxDB({ url: server.url, token: 'wrong' }).getWriteApi('any', 'any', 'ms', { maxRetries: 0 });
  stranger.writeRecord('oven temperature=1');
  await expect(stranger.close()).rejects.toMatchObject({ statusCode: 401 });
});

test('the client of InfluxDB 1 makes its database and writes unchanged', async ({ owner, server }) => {
  const influx = new InfluxDB1({
    host: 'localhost',
    port: server.port,
    database: 'home',
    username: 'any',
    password: server.writeToken,
  });
  expect((await influx.ping(2000))[0]).toMatchObject({ online: true });
  await influx.createDatabase('home');
  const timestamp = new Date(Date.now() - 60_000);
  await influx.writePoints(
    [{ measurement: 'meter', tags: { phase: 'L1' }, fields: { value: 230.4, power: 1500 }, timestamp }],
    { precision: 'ms' },
  );

  const kept = await readSeries(owner.request, 'meter');
  expect(
    kept
      .map(({ metric, labels, value, atMs }) => ({ metric, labels, value, atMs }))
      .sort((a, b) => a.metric.localeCompare(b.metric)),
  ).toEqual([
    { metric: 'meter', labels: { phase: 'L1' }, value: 230.4, atMs: timestamp.getTime() },
    { metric: 'meter_power', labels: { phase: 'L1' }, value: 1500, atMs: timestamp.getTime() },
  ]);
});
