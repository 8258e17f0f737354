/** Why a body is no snappy block, or too large a one: a sentence for the sender. */
export interface SnappyFault {
  readonly reason: string;
}

/** Shorter runs are copied byte by byte: a call into the runtime costs more. */
const MIN_BULK_BYTES = 24;

/**
 * The bytes that a block of the snappy format holds (not the framed format). `take` gives memory of at least so many
 * bytes; it is asked once the length that the block announces is found to be within the limit and possible at all.
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unpackSnappyBlock(
  packed: Uint8Array,
  maxBytes: number,
  take: (bytes: number) => Buffer = bytes => Buffer.allocUnsafeSlow(bytes),
): Buffer | SnappyFault {
  const announced = readAnnounced(packed);
  if (announced === undefined) return fault;
  const { bytes, start } = announced;
  if (bytes > maxBytes)
    return { reason: `the body unpacks to ${bytes} bytes; ${maxBytes} are the limit. Send less at once.` };
  // Three bytes make at most 64.
  if (bytes > Math.ceil(((packed.length - start) * 64) / 2)) return fault;
  const plain = take(bytes);
  return unpackInto(plain, bytes, packed, start) ? plain.subarray(0, bytes) : fault;
}

const fault: SnappyFault = {
  reason: 'the body is no snappy block, or is damaged. Send it again, packed with snappy (block format).',
};

/** The length that the block says it unpacks to, and where its pieces begin. */
function readAnnounced(packed: Uint8Array): { readonly bytes: number; readonly start: number } | undefined {
  let bytes = 0;
  for (let at = 0; at < 5; at++) {
    const byte = packed[at];
    if (byte === undefined) return undefined;
    bytes += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return bytes < 2 ** 32 ? { bytes, start: at + 1 } : undefined;
  }
  return undefined;
}

/** False: the pieces do not make up so many bytes. */
function unpackInto(plain: Buffer, bytes: number, packed: Uint8Array, start: number): boolean {
  let to = 0;
  for (let at = start; at < packed.length; ) {
    const tag = packed[at++]!;
    const kind = tag & 3;
    let length = (tag >>> 2) + 1;
    if (kind === 0) {
      if (length > 60) {
        const extra = length - 60;
        if (at + extra > packed.length) return false;
        length = 1 + littleEndian(packed, at, extra);
        at += extra;
      }
      if (at + length > packed.length || to + length > bytes) return false;
      copyLiteral(plain, to, packed, at, length);
      at += length;
    } else {
      const offsetBytes = kind === 3 ? 4 : kind;
      if (at + offsetBytes > packed.length) return false;
      let offset = littleEndian(packed, at, offsetBytes);
      at += offsetBytes;
      if (kind === 1) {
        length = ((tag >>> 2) & 7) + 4;
        offset += (tag >>> 5) << 8;
      }
      if (offset === 0 || offset > to || to + length > bytes) return false;
      copyBack(plain, to, offset, length);
    }
    to += length;
  }
  return to === bytes;
}

function littleEndian(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes[at + i]!;
  return value;
}

function copyLiteral(plain: Buffer, to: number, packed: Uint8Array, from: number, length: number): void {
  if (length >= MIN_BULK_BYTES) plain.set(packed.subarray(from, from + length), to);
  else for (let i = 0; i < length; i++) plain[to + i] = packed[from + i]!;
}

/** What is copied may reach into what it makes: then it repeats. */
function copyBack(plain: Buffer, to: number, offset: number, length: number): void {
  const from = to - offset;
  if (length >= MIN_BULK_BYTES && offset >= length) plain.copyWithin(to, from, from + length);
  else for (let i = 0; i < length; i++) plain[to + i] = plain[from + i]!;
}
