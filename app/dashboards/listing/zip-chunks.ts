import { setImmediate as nextTurn } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';

export interface ZipEntry {
  readonly name: string;
  readonly chunks: Iterable<Uint8Array>;
}

/** What a table of numbers loses of its size at this level, the next ones hardly add to. */
const LEVEL = 6;

/**
 * Files as a zip, made while it is read: of an entry only a chunk is held at a time, and the next entry is made when its turn comes.
 * Between chunks others have theirs.
 */
export async function* zipChunks(entries: AsyncIterable<ZipEntry>, modifiedAt: Date): AsyncGenerator<Uint8Array> {
  let made: Uint8Array[] = [];
  let failure: Error | undefined;
  const zip = new Zip((error, data) => {
    failure ??= error ?? undefined;
    made.push(data);
  });
  const taken = () => {
    if (failure) throw failure;
    const chunks = made;
    made = [];
    return chunks;
  };
  for await (const { name, chunks } of entries) {
    const file = new ZipDeflate(name, { level: LEVEL });
    file.mtime = modifiedAt;
    zip.add(file);
    for (const chunk of chunks) {
      file.push(chunk);
      yield* taken();
      await nextTurn();
    }
    file.push(new Uint8Array(0), true);
    yield* taken();
  }
  zip.end();
  yield* taken();
}
