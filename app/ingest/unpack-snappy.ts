import { uncompress } from 'snappyjs';
import { type Checked, invalid, valid } from './checked.ts';

/** Undoes snappy's block format. The length that it announces is looked at before any memory is taken for it. */
export function unpackSnappy(body: Uint8Array, maxBytes: number): Checked<Buffer> {
  try {
    const plain = uncompress(body, maxBytes);
    return valid(Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength));
  } catch (error) {
    const isTooLong = /too big/i.test((error as Error).message);
    return invalid(
      isTooLong
        ? `the body is longer than ${maxBytes} bytes when it is unpacked; send it in smaller pieces.`
        : 'the body is not packed with snappy, or is not whole; send it again, or as JSON.',
    );
  }
}
