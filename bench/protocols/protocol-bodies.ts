import { zstdCompressSync } from 'node:zlib';
import { compress } from 'snappyjs';
import type { BodyForm } from '../../app/ingest/intake-calls.ts';
import { writeProtobuf } from '../../app/ingest/protobuf/write-protobuf.ts';
import { routes } from '../../app/routes.ts';
import { writeVarint } from '../../app/testing/varint.ts';

export const HOSTS = 1000;
export const FIELDS = 10;
/** Readings of one body: one of each series. */
export const READINGS = HOSTS * FIELDS;

/** The same readings as each protocol carries them. */
export interface ProtocolBodies {
  readonly name: string;
  readonly href: string;
  readonly headers: Readonly<Record<string, string>>;
  /** How the intake is told to read it. */
  readonly form: BodyForm;
  /** As it is sent, of one moment. */
  encode(atMs: number): Buffer;
}

const PROTOBUF = { 'Content-Type': 'application/x-protobuf' };

export const protocolBodies: readonly ProtocolBodies[] = [
  {
    name: 'InfluxDB line protocol',
    href: routes.influxWrite.href({}, { precision: 'ms' }),
    headers: { 'Content-Type': 'text/plain' },
    form: { protocol: 'influx', precision: 'ms' },
    encode: encodeLines,
  },
  {
    name: 'remote write, snappy',
    href: routes.remoteWrite.href(),
    headers: { ...PROTOBUF, 'Content-Encoding': 'snappy' },
    form: { protocol: 'remote-write', packing: 'snappy' },
    encode: atMs => Buffer.from(compress(encodeWrite(atMs))),
  },
  {
    name: 'remote write, zstd',
    href: routes.remoteWrite.href(),
    headers: { ...PROTOBUF, 'Content-Encoding': 'zstd' },
    form: { protocol: 'remote-write', packing: 'none' },
    encode: atMs => zstdCompressSync(encodeWrite(atMs)),
  },
  {
    name: 'OTLP, protobuf',
    href: routes.otlpMetrics.href(),
    headers: PROTOBUF,
    form: { protocol: 'otlp-metrics', type: 'protobuf' },
    encode: encodeOtlp,
  },
  {
    name: 'OTLP, JSON',
    href: routes.otlpMetrics.href(),
    headers: { 'Content-Type': 'application/json' },
    form: { protocol: 'otlp-metrics', type: 'json' },
    encode: encodeOtlpJson,
  },
  {
    name: "Prometheus' text, pushed",
    href: routes.pushJob.href({ job: 'bench' }),
    headers: { 'Content-Type': 'text/plain' },
    form: { protocol: 'prometheus-push', group: { job: 'bench' }, act: 'add', dialect: 'prometheus' },
    encode: encodeText,
  },
];

const hosts = Array.from({ length: HOSTS }, (_, host) => `server${host}`);
const fields = Array.from({ length: FIELDS }, (_, field) => `usage_${field}`);

function numberOf(host: number, field: number, atMs: number): number {
  return (((host * 31 + field * 7 + atMs) * 7919) % 100_000) / 1000;
}

function encodeLines(atMs: number): Buffer {
  const lines = hosts.map((host, at) => {
    const pairs = fields.map((field, number) => `${field}=${numberOf(at, number, atMs)}`);
    return `cpu,host=${host},site=north ${pairs.join(',')} ${atMs}\n`;
  });
  return Buffer.from(lines.join(''));
}

function encodeText(atMs: number): Buffer {
  const lines = hosts.flatMap((host, at) =>
    fields.map((field, number) => `cpu_${field}{host="${host}",site="north"} ${numberOf(at, number, atMs)} ${atMs}\n`),
  );
  return Buffer.from(lines.join(''));
}

/** As Prometheus sends it: a series with its labels for each sample. */
function encodeWrite(atMs: number): Buffer {
  const time = varint(atMs);
  return Buffer.concat(
    hosts.flatMap((host, at) =>
      fields.map((field, number) => {
        const labels = [label('__name__', `cpu_${field}`), label('host', host), label('site', 'north')];
        const sample = Buffer.concat([Buffer.of(9), double(numberOf(at, number, atMs)), Buffer.of(0x10), time]);
        return writeProtobuf([[1, writeProtobuf([...labels.map(one => [1, one] as const), [2, sample]])]]);
      }),
    ),
  );
}

function encodeOtlp(atMs: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE(BigInt(atMs) * 1_000_000n);
  const metrics = fields.map((field, number) => {
    const points = hosts.map((host, at) => {
      const attributes = [attribute('host', host), attribute('site', 'north')];
      const numbers = [Buffer.of(0x19), time, Buffer.of(0x21), double(numberOf(at, number, atMs))];
      return Buffer.concat([...numbers, ...attributes.map(one => writeProtobuf([[7, one]]))]);
    });
    return writeProtobuf([
      [1, `cpu.${field}`],
      [5, Buffer.concat(points.map(point => writeProtobuf([[1, point]])))],
    ]);
  });
  const scope = Buffer.concat(metrics.map(metric => writeProtobuf([[2, metric]])));
  const resource = writeProtobuf([[1, attribute('service.name', 'bench')]]);
  return writeProtobuf([
    [
      1,
      writeProtobuf([
        [1, resource],
        [2, scope],
      ]),
    ],
  ]);
}

function encodeOtlpJson(atMs: number): Buffer {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const metrics = fields.map((field, number) => ({
    name: `cpu.${field}`,
    gauge: {
      dataPoints: hosts.map((host, at) => ({
        attributes: [text('host', host), text('site', 'north')],
        timeUnixNano: `${atMs}000000`,
        asDouble: numberOf(at, number, atMs),
      })),
    },
  }));
  const resource = { attributes: [text('service.name', 'bench')] };
  return Buffer.from(JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] }));
}

function label(name: string, value: string): Buffer {
  return writeProtobuf([
    [1, name],
    [2, value],
  ]);
}

function attribute(key: string, value: string): Buffer {
  return writeProtobuf([
    [1, key],
    [2, writeProtobuf([[1, value]])],
  ]);
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function varint(value: number): Buffer {
  const bytes = Buffer.alloc(10);
  return bytes.subarray(0, writeVarint(bytes, 0, value));
}
