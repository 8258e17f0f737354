/**
 * Bits that the XOR chunks of Prometheus take for the points, without their head (Pelkonen et al., "Gorilla: A Fast,
 * Scalable, In-Memory Time Series Database", VLDB 2015; the buckets of github.com/prometheus/prometheus, tsdb/chunkenc/xor.go).
 */
export function xorChunkBits(times: Float64Array, values: Float64Array): number {
  return timeBits(times) + valueBits(new Uint32Array(values.buffer, values.byteOffset, values.length * 2));
}

function timeBits(times: Float64Array): number {
  let bits = 64 + 16;
  for (let i = 2; i < times.length; i++) bits += turnBits(times[i]! - 2 * times[i - 1]! + times[i - 2]!);
  return bits;
}

function turnBits(turnMs: number): number {
  if (turnMs === 0) return 1;
  for (const [prefix, width] of [
    [2, 14],
    [3, 17],
    [4, 20],
  ] as const)
    if (turnMs > -(2 ** (width - 1)) && turnMs <= 2 ** (width - 1)) return prefix + width;
  return 4 + 64;
}

/** `words` are the halves of the values, the lower one first. */
function valueBits(words: Uint32Array): number {
  let bits = 64;
  let [leading, trailing] = [64, 0];
  for (let i = 2; i < words.length; i += 2) {
    const lower = words[i]! ^ words[i - 2]!;
    const upper = words[i + 1]! ^ words[i - 1]!;
    bits += 1;
    if (lower === 0 && upper === 0) continue;
    const zerosBefore = Math.min(31, upper === 0 ? 32 + Math.clz32(lower) : Math.clz32(upper));
    const zerosAfter = lower === 0 ? 32 + trailingZeros(upper) : trailingZeros(lower);
    if (zerosBefore >= leading && zerosAfter >= trailing) bits += 1 + 64 - leading - trailing;
    else {
      [leading, trailing] = [zerosBefore, zerosAfter];
      bits += 1 + 5 + 6 + 64 - leading - trailing;
    }
  }
  return bits;
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}
