import assert from 'node:assert/strict';
import type { Cursor, Lease, ReadResult } from '../buffer.ts';

/** Reads to the end of what is there, one text per read; fails on a gap. */
export function drain(cursor: Cursor, maxBytes?: number): string[] {
  const texts: string[] = [];
  for (;;) {
    const result = cursor.read(maxBytes);
    if (result.kind === 'empty' || result.kind === 'end') return texts;
    assert.equal(result.kind, 'data');
    texts.push(textOf(result.lease));
  }
}

/** The next lease, which the caller gives back; fails when there is none. */
export function takeData(cursor: Cursor, maxBytes?: number): Lease {
  const result = cursor.read(maxBytes);
  assert.ok(result.kind === 'data', `expected data, got ${result.kind}`);
  return result.lease;
}

/** How many frames were read; their lease is given back. */
export function takeFrames(result: ReadResult): number {
  assert.ok(result.kind === 'data', `expected data, got ${result.kind}`);
  result.lease.release();
  return result.lease.frames;
}

/** What a lease holds, which is given back. */
export function textOf(lease: Lease): string {
  const text = Buffer.concat(lease.chunks).toString();
  lease.release();
  return text;
}

/** Whole numbers from `from` to below `behind`. */
export function range(from: number, behind: number): number[] {
  return Array.from({ length: behind - from }, (_, index) => from + index);
}
