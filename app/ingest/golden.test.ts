import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Parsed } from './batch.ts';
import { parseCsv } from './csv.ts';
import type { Precision } from './influx-time.ts';
import { parseJson } from './json.ts';
import { parseNative } from './native.ts';
import { parseNdjson } from './ndjson.ts';
import { parseInfluxReadings } from './testing/parse-influx-readings.ts';
import { parseOpenMetricsReadings } from './testing/parse-openmetrics-readings.ts';
import { createBodyReader, type WrittenBody } from './testing/read-body.ts';

/**
 * `golden/<protocol>/NAME.in` holds the bytes of a body, `NAME.expected.json` what is read from them at `nowMs`, and
 * under `given` what a request says beside its body.
 */
interface Expected extends Omit<Parsed, 'readings'> {
  readonly readings: readonly unknown[];

  readonly given?: { readonly path?: string; readonly precision?: Precision };
}

const nowMs = Date.UTC(2026, 10, 22, 14, 3, 22);
const PUSH = { group: { job: 'nightly', host: 'boat' }, act: 'add', dialect: 'prometheus' } as const;
const folder = new URL('golden/', import.meta.url);

const protocols: Record<string, (body: Buffer, given: NonNullable<Expected['given']>) => Parsed | WrittenBody> = {
  native: (body, { path = '' }) => {
    const url = new URL(`http://localhost/${path}`);
    return parseNative(url.pathname.slice(1), url.searchParams, body, nowMs);
  },
  json: body => parseJson(body, nowMs),
  ndjson: body => parseNdjson(body, nowMs),
  csv: body => parseCsv(body, nowMs),
  influx: (body, { precision }) => parseInfluxReadings(body, nowMs, precision),
  openmetrics: body => parseOpenMetricsReadings(body, nowMs, 'openmetrics'),
  prometheus: body => parseOpenMetricsReadings(body, nowMs, 'prometheus'),
  'remote-write': body => createBodyReader({ protocol: 'remote-write', packing: 'snappy' })(body, nowMs),
  'otlp-json': body => createBodyReader({ protocol: 'otlp-metrics', type: 'json' })(body, nowMs),
  'otlp-protobuf': body => createBodyReader({ protocol: 'otlp-metrics', type: 'protobuf' })(body, nowMs),
  'prometheus-push': body => createBodyReader({ protocol: 'prometheus-push', ...PUSH })(body, nowMs),
};

for (const [protocol, parse] of Object.entries(protocols)) {
  describe(`golden files of ${protocol}`, () => {
    const files = readdirSync(new URL(`${protocol}/`, folder)).filter(file => file.endsWith('.in'));
    for (const file of files) {
      const name = file.slice(0, -'.in'.length);
      it(`reads ${name} as written down`, () => {
        const { given = {}, ...expected } = readExpected(protocol, name);
        assert.deepEqual(parse(readFileSync(new URL(`${protocol}/${file}`, folder)), given), expected);
      });
    }
  });
}

function readExpected(protocol: string, name: string): Expected {
  return JSON.parse(readFileSync(new URL(`${protocol}/${name}.expected.json`, folder), 'utf8'));
}
