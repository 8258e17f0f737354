/** Values are thousandths if all of them are; otherwise they stay float64. */
const UNITS = 1000;
const MAX_BYTES = 64 * 1024;

const buffer = new Uint8Array(MAX_BYTES);
const view = new DataView(buffer.buffer);
let end = 0;

/** The naive way to small numbers: the difference from the one before, in zigzag, seven bits a byte. */
export function encodeVarints(times: Float64Array, values: Float64Array): Uint8Array {
  const isDecimal = values.every(value => Math.round(value * UNITS) / UNITS === value);
  buffer[0] = isDecimal ? 1 : 0;
  view.setUint32(1, times.length, true);
  end = 5;
  writeDifferences(times, 1);
  if (isDecimal) writeDifferences(values, UNITS);
  else writeFloats(values);
  return buffer.slice(0, end);
}

export function decodeVarints(bytes: Uint8Array, times: Float64Array, values: Float64Array): void {
  const input = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const count = input.getUint32(1, true);
  const at = readDifferences(bytes, 5, times, count, 1);
  if (bytes[0] === 1) readDifferences(bytes, at, values, count, UNITS);
  else for (let i = 0; i < count; i++) values[i] = input.getFloat64(at + i * 8, true);
}

function writeDifferences(numbers: Float64Array, units: number): void {
  let last = 0;
  for (const number of numbers) {
    const whole = Math.round(number * units);
    const difference = whole - last;
    let rest = difference < 0 ? -2 * difference - 1 : 2 * difference;
    for (; rest >= 128; rest = Math.floor(rest / 128)) buffer[end++] = (rest % 128) | 128;
    buffer[end++] = rest;
    last = whole;
  }
}

function writeFloats(values: Float64Array): void {
  for (const value of values) {
    view.setFloat64(end, value, true);
    end += 8;
  }
}

/** Gives where the next byte is. */
function readDifferences(bytes: Uint8Array, from: number, out: Float64Array, count: number, units: number): number {
  let at = from;
  let last = 0;
  for (let i = 0; i < count; i++) {
    let [zigzag, weight] = [0, 1];
    for (; bytes[at]! >= 128; weight *= 128) zigzag += (bytes[at++]! & 127) * weight;
    zigzag += bytes[at++]! * weight;
    last += zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    out[i] = last / units;
  }
  return at;
}
