import { type BodyFormat, MEASUREMENT } from './body-format.ts';
import { FIELDS } from './walk.ts';
import type { Line } from './workload.ts';

/** InfluxDB line protocol, times in milliseconds: some 21 bytes a point. */
export const lineProtocol: BodyFormat = {
  name: 'line protocol',
  headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  encode: lines => Buffer.from(lines.map(encodeLine).join('')),
};

const [COUNTER, TENTH, THOUSANDTH, CONSTANT] = FIELDS;

function encodeLine({ name, atMs, values: [counter, tenth, thousandth, constant] }: Line): string {
  const fields = `${COUNTER}=${counter},${TENTH}=${tenth},${THOUSANDTH}=${thousandth},${CONSTANT}=${constant}`;
  return `${MEASUREMENT},line=${name} ${fields} ${atMs}\n`;
}
