const STALE_BITS = 0x7ff0_0000_0000_0002n;
/** The same as a processor hands it on that makes signalling NaNs quiet. */
const QUIET_STALE_BITS = 0x7ff8_0000_0000_0002n;

/** The marker by itself. To be copied with `set`: assigned as a number, a NaN may become another one. */
export const STALE = new Float64Array(BigUint64Array.of(STALE_BITS).buffer);

const number = new Float64Array(1);
const bits = new BigUint64Array(number.buffer);

/** Whether a value says that its series has ended: one certain NaN (Prometheus, model/value/value.go). */
export function isStale(values: Float64Array, at: number): boolean {
  if (!Number.isNaN(values[at])) return false;
  number.set(values.subarray(at, at + 1)); // as bits: assigned as a number, a NaN may become another one
  return bits[0] === STALE_BITS || bits[0] === QUIET_STALE_BITS;
}
