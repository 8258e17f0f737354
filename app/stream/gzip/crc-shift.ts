/**
 * CRC-32 of two texts that stand one behind the other, out of the CRC of each: `shiftCrc(crcShift(size of b), crc of a) ^ crc of b`.
 * A CRC is a remainder of polynomials over GF(2) (RFC 1952, section 8), and bytes that follow multiply it by x^8 each. So a
 * frame is summed once, whoever it is sent to, and each viewer's own sum costs 32 steps a frame.
 */

/** What `sizeBytes` bytes that follow do to a CRC: x^(8 * sizeBytes). */
export function crcShift(sizeBytes: number): number {
  let shift = ONE;
  let power = X8;
  for (let rest = sizeBytes; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) shift = multiply(power, shift);
    power = multiply(power, power);
  }
  return shift;
}

/** A CRC after bytes followed whose shift is given, all of them zero bits. */
export function shiftCrc(shift: number, crc: number): number {
  return multiply(shift, crc);
}

/** The polynomial of RFC 1952; the highest bit stands for x^0. */
const POLYNOMIAL = 0xedb88320;
const ONE = 0x80000000;
const X8 = ONE >>> 8;

/** Remainder of a * b. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ POLYNOMIAL : shifted >>> 1;
  }
  return product >>> 0;
}
