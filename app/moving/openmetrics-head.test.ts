import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MetricMetadata } from '../history/metric-metadata.ts';
import { parseOpenMetrics } from '../ingest/openmetrics.ts';
import { OpenMetricsNames } from '../ingest/openmetrics-names.ts';
import { openMetricsHead } from './openmetrics-head.ts';

function headOf(metadata: MetricMetadata, ...others: string[]): string {
  return openMetricsHead(metadata, new Set([metadata.metric, ...others]));
}

test('a unit stands in a line of its own where the name ends with it, and else behind the help', () => {
  assert.equal(
    headOf({ metric: 'a_seconds', unit: 'seconds' }),
    '# TYPE a_seconds unknown\n# UNIT a_seconds seconds\n',
  );
  assert.equal(headOf({ metric: 'a_b', unit: 'a_b' }), '# TYPE a_b unknown\n# HELP a_b (unit: a_b)\n');
  assert.equal(
    headOf({ metric: 'a', unit: '°C', help: 'In "the"\\kitchen.\nWarm.' }),
    '# TYPE a unknown\n# HELP a In \\"the\\"\\\\kitchen.\\nWarm. (unit: °C)\n',
  );
});

test('a counter is named as OpenMetrics does, if that name is free', () => {
  const counter = { metric: 'a_bytes_total', type: 'counter', unit: 'bytes' } as const;
  assert.equal(headOf(counter), '# TYPE a_bytes counter\n# UNIT a_bytes bytes\n');
  assert.equal(headOf(counter, 'a_bytes'), '# TYPE a_bytes_total unknown\n# HELP a_bytes_total (unit: bytes)\n');
  assert.equal(headOf({ metric: 'a', type: 'counter' }), '# TYPE a unknown\n');
});

test('what is written of a metric is read again', () => {
  const all: MetricMetadata[] = [
    { metric: 'a_total', type: 'counter', unit: 'bytes', help: 'What went\nout, \\ and (so on).' },
    { metric: 'b_seconds', type: 'gauge', unit: 'seconds' },
    { metric: 'c', type: 'unknown', unit: 'm(s)' },
    { metric: 'd', type: 'gauge', help: 'No unit.' },
  ];
  const names = new OpenMetricsNames();
  const text = all.map(metadata => headOf(metadata)).join('');
  assert.deepEqual(parseOpenMetrics(Buffer.from(text), 0, 'openmetrics', names).problems, []);
  assert.deepEqual(names.metadata(), all);
});
