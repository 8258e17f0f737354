import { readVarint } from './read-varint.ts';

/** The plain bytes of a block without copies. Knows literals of all lengths; throws on the rest of the format. */
export function readSnappy(block: Buffer): Buffer {
  const { value: length, end } = readVarint(block, 0);
  const literals: Buffer[] = [];
  for (let at = end; at < block.length; ) {
    const tag = block.readUInt8(at++);
    if ((tag & 3) !== 0) throw new Error('That is a copy, not a literal.');
    const code = tag >> 2;
    const lengthBytes = Math.max(0, code - 59);
    const size = (lengthBytes === 0 ? code : block.readUIntLE(at, lengthBytes)) + 1;
    at += lengthBytes + size;
    if (at > block.length) throw new Error('The literal is cut off.');
    literals.push(block.subarray(at - size, at));
  }
  const plain = Buffer.concat(literals);
  if (plain.length !== length) throw new Error(`${length} bytes were announced, ${plain.length} came.`);
  return plain;
}
