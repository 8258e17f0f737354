import assert from 'node:assert/strict';
import { pointsOf, type Row, rowsOf, rowsOfMap } from '../../head/testing/points-of.ts';
import type { TempTables } from '../../testing/temp-tables.ts';
import { MAX_CHUNK_POINTS } from '../chunk-limits.ts';
import { summarizeChunk } from '../chunk-stats.ts';
import type { ChunkTable } from '../chunk-table.ts';
import { writePoints } from '../write-points.ts';
import { randomBatches } from './random-batches.ts';

/** Writes random batches of one series, and compares after each what the chunks hold with what a map holds. */
export function liveRandomLife({ database, chunks }: TempTables, seriesId: number, batches: number): void {
  const model = new Map<number, number>();
  for (const batch of randomBatches(seriesId, batches)) {
    const before = model.size;
    for (const [atMs, value] of batch) model.set(atMs, value);
    const added = database.transactional.run(() => writePoints(chunks, seriesId, pointsOf(batch), rethrow));
    assert.equal(added, model.size - before);
    assertSame(readChunks(chunks, seriesId), rowsOfMap(model));
  }
}

/** All points of a series; on the way, that each chunk is what it promises to be. */
function readChunks(chunks: ChunkTable, seriesId: number): Row[] {
  let endMs = Number.NEGATIVE_INFINITY;
  return Array.from(chunks.between(seriesId, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).flatMap(chunk => {
    const { id, seriesId: _, ...stats } = chunk;
    const points = chunks.points(id);
    assert.ok(chunk.firstMs > endMs, 'no two chunks overlap, and they come by time');
    assert.ok(chunk.count <= MAX_CHUNK_POINTS);
    assert.deepEqual(withoutSign(stats), withoutSign(summarizeChunk(points.times, points.values)));
    endMs = chunk.lastMs;
    return rowsOf(points);
  });
}

/** Columns of numbers do not know minus zero; the chunk itself does. */
function withoutSign<T extends object>(stats: T): T {
  return Object.fromEntries(Object.entries(stats).map(([name, value]) => [name, value + 0])) as T;
}

/** Bit for bit. Faster by far than a deep comparison of rows. */
function assertSame(actual: readonly Row[], expected: readonly Row[]): void {
  const bits = (rows: readonly Row[]) => Buffer.from(Float64Array.from(rows.flat()).buffer);
  assert.ok(bits(actual).equals(bits(expected)), `${actual.length} points, expected ${expected.length}`);
}

function rethrow(_chunk: unknown, error: unknown): never {
  throw error;
}
