import type { BitWriter } from './bit-writer.ts';
import { ALL_FLOATS } from './chunk-format.ts';
import { MAX_CHUNK_POINTS } from './chunk-limits.ts';
import { decimalExponent, MAX_DECIMAL, POWERS_OF_TEN, ROUNDING } from './decimal-exponent.ts';
import { encodeFloats } from './encode-floats.ts';
import { encodeIntegers } from './encode-integers.ts';

/** Of the values one in so many may be odd before it is tried whether floats for all are smaller. */
const ODD_VALUES_DIVISOR = 16;

/** With more decimal places than these floats may be smaller, as those are that were 32 bits wide once. */
const FEW_PLACES = 6;

const decimals = new Float64Array(MAX_CHUNK_POINTS);
const positions = new Float64Array(MAX_CHUNK_POINTS);

/** Writes the first `count` values: as decimal numbers and the odd ones among them apart as floats, or all as floats. */
export function encodeValues(writer: BitWriter, values: Float64Array, count: number): void {
  const exponent = decimalExponent(values, count);
  if (exponent === undefined) {
    encodeAllAsFloats(writer, values, count);
    return;
  }
  const start = writer.length;
  const odd = encodeDecimals(writer, values, count, exponent);
  if (odd <= count / ODD_VALUES_DIVISOR && exponent <= FEW_PLACES) return;
  const sizeBytes = writer.length - start;
  writer.truncate(start);
  encodeAllAsFloats(writer, values, count);
  if (writer.length - start <= sizeBytes) return;
  writer.truncate(start);
  encodeDecimals(writer, values, count, exponent);
}

function encodeAllAsFloats(writer: BitWriter, values: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) positions[i] = i;
  writer.writeByte(ALL_FLOATS);
  encodeFloats(writer, values, positions, count);
}

/** Gives how many were odd. */
function encodeDecimals(writer: BitWriter, values: Float64Array, count: number, exponent: number): number {
  const odd = toDecimals(values, count, exponent);
  writer.writeByte(exponent);
  encodeIntegers(writer, decimals, count);
  writer.writeUnsigned(odd);
  if (odd > 0) {
    encodeIntegers(writer, positions, odd);
    encodeFloats(writer, values, positions, odd);
  }
  return odd;
}

/** An odd value leaves the decimal number before it in its place, so that the differences around it stay small. */
function toDecimals(values: Float64Array, count: number, exponent: number): number {
  const power = POWERS_OF_TEN[exponent]!;
  let odd = 0;
  let last = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    const decimal = value * power + ROUNDING - ROUNDING;
    if (decimal / power === value && Math.abs(decimal) < MAX_DECIMAL && !isNegativeZero(value)) {
      if (odd === i) decimals.fill(decimal, 0, i);
      decimals[i] = last = decimal;
    } else {
      positions[odd++] = i;
      decimals[i] = last;
    }
  }
  return odd;
}

function isNegativeZero(value: number): boolean {
  return value === 0 && 1 / value < 0;
}
