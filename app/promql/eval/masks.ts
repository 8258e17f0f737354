/** Where both masks are 1. */
export function bothOf(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length);
  for (let i = 0; i < both.length; i++) both[i] = a[i]! & b[i]!;
  return both;
}

/** Where one of the masks is 1, of `length` places. */
export function anyOf(masks: Iterable<Uint8Array>, length: number): Uint8Array {
  const any = new Uint8Array(length);
  for (const mask of masks) for (let i = 0; i < length; i++) any[i]! |= mask[i]!;
  return any;
}
