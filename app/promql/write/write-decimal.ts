const ZERO = 48;
const POINT = 46;
const MINUS = 45;

/** Places behind the point that are tried. */
const MAX_PLACES = 6;
/** Smaller than these a number times a million is whole without loss: it has 15 digits at most. */
const LIMIT = 1e9;
/** Digits that are taken from an integer of 32 bits at a time. */
const PART = 1e8;

/** Bytes that one number takes here at most. */
export const MAX_DECIMAL_BYTES = 18;

/**
 * Writes a number that is a decimal of few places, as readings mostly are, and gives where it ends; undefined for all others, which are
 * not written. It is what `String` gives in half the time: a quotient of two whole numbers is rounded to the double next to that decimal,
 * and no two decimals of up to 15 digits have the same one (IEEE 754, DBL_DIG), so none that is shorter means the same.
 */
export function writeDecimal(bytes: Uint8Array, at: number, value: number): number | undefined {
  const size = Math.abs(value);
  if (!(size < LIMIT) || Object.is(value, -0)) return undefined;
  let scale = 1;
  for (let places = 0; places <= MAX_PLACES; places++, scale *= 10) {
    const whole = Math.round(size * scale);
    if (whole / scale === size) return writeParts(bytes, value < 0 ? writeSign(bytes, at) : at, whole, places);
  }
  return undefined;
}

function writeSign(bytes: Uint8Array, at: number): number {
  bytes[at] = MINUS;
  return at + 1;
}

/** `whole` with a point before its last `places` digits. */
function writeParts(bytes: Uint8Array, at: number, whole: number, places: number): number {
  const digits = Math.max(countDigits(whole), places + 1);
  const end = at + digits + (places > 0 ? 1 : 0);
  let high = Math.floor(whole / PART);
  let low = whole - high * PART;
  let next = end - 1;
  for (let written = 0; written < digits; written++) {
    if (written === places && places > 0) bytes[next--] = POINT;
    if (written === 8) [low, high] = [high, 0];
    const rest = (low / 10) | 0;
    bytes[next--] = ZERO + low - rest * 10;
    low = rest;
  }
  return end;
}

function countDigits(whole: number): number {
  let digits = 1;
  for (let limit = 10; whole >= limit; limit *= 10) digits++;
  return digits;
}
