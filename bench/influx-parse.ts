/**
 * Reading line protocol in place against the obvious way (the whole body to a string, split by line, comma and equals
 * sign), in the same run. The obvious way knows no escapes, quotes, limits or faults; it is here to be compared with.
 *
 *     node --import ./load-typescript.js bench/influx-parse.ts
 */
import type { Reading } from '../app/history/reading.ts';
import { parseInflux } from '../app/ingest/influx.ts';
import { InfluxNames } from '../app/ingest/influx-series.ts';

const nowMs = 1_795_357_687_788;
const lines = 40_000;
const rounds = 15;

const bodies: Record<string, Buffer> = {
  'one field, 100 series': createBody(index => `temperature,room=r${index % 100},site=north value=${number(index)}`),
  'one field, each line a new series': createBody(index => `temperature,room=r${index} value=${number(index)}`),
  'five fields, 200 series': createBody(index => {
    const names = ['user', 'system', 'idle', 'iowait', 'steal'];
    const fields = names.map((name, at) => `usage_${name}=${number(index + at)}`).join(',');
    return `cpu,cpu=cpu${index % 4},host=server${index % 50} ${fields}`;
  }),
  'five fields with text and escapes': createBody(index => {
    const fields = `used=${index}i,free=${number(index)},ok=true,ratio=1.5e-3,note="a \\"quoted\\" word"`;
    return `disk,path=/mnt/a\\ b,host=server${index % 50} ${fields}`;
  }),
};

console.log('| body | MB | in place, M values/s | MB/s | split, M values/s | factor |');
console.log('|---|---:|---:|---:|---:|---:|');
for (const [name, body] of Object.entries(bodies)) {
  const names = new InfluxNames();
  const ours = rate(() => {
    const parsed = parseInflux(body, nowMs, 'ns', names);
    return parsed.points.length + parsed.logLines.length;
  });
  const theirs = rate(() => split(body).length);
  const megabytes = body.length / 1e6;
  const values = lines * (name.startsWith('five') ? 5 : 1);
  const cells = [
    name,
    megabytes.toFixed(1),
    millions(ours),
    ((megabytes * ours) / values).toFixed(0),
    millions(theirs),
  ];
  console.log(`| ${cells.join(' | ')} | ${(ours / theirs).toFixed(1)} |`);
}

function createBody(line: (index: number) => string): Buffer {
  const text = Array.from({ length: lines }, (_, index) => `${line(index)} ${nowMs + index}000000\n`);
  return Buffer.from(text.join(''));
}

function number(index: number): string {
  return (((index * 7919) % 100_000) / 1000).toString();
}

function split(body: Buffer): Reading[] {
  const texts = body.toString().split('\n').filter(Boolean);
  return texts.flatMap(line => {
    // Blanks within names and texts break this; the fields are then still as many.
    const [head = '', fields = '', time] = line.replace('\\ ', '_').split(' ');
    const [measurement = '', ...tags] = head.split(',');
    const labels = Object.fromEntries(tags.map(tag => tag.split('=') as [string, string]));
    return fields.split(',').map(field => {
      const [key, value] = field.split('=');
      const metric = key === 'value' ? measurement : `${measurement}_${key}`;
      return { metric, labels, value: Number(value), atMs: Math.floor(Number(time) / 1e6) };
    });
  });
}

/** Values in a second of processor time (all threads, so that garbage collection counts), the best of the rounds. */
function rate(parse: () => number): number {
  let best = 0;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    const count = parse();
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (count / (user + system)) * 1e6);
  }
  return best;
}

function millions(perSecond: number): string {
  return (perSecond / 1e6).toFixed(2);
}
