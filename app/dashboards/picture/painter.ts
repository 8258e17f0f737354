import { siblingModule } from '../../../db/keeper/sibling-module.ts';
import { type Keeper, startKeeper } from '../../../db/keeper/start-keeper.ts';
import type { PaintCalls } from './paint-calls.ts';

/** Pictures that wait for the painter; one more is refused with a 503. */
const MAX_WAITING = 32;
/** Of finished pictures, the newest ones; a thousand of usual size. */
const MAX_KEPT_BYTES = 16 * 1024 * 1024;
const HEAP_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 };

/** Makes pictures of pixels, in a thread of its own, so that no page waits for one. */
export interface Painter {
  /** The same picture is painted once for all who ask at the time, and kept for a while. `tag` names its content. */
  png(svg: string, tag: string): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** The thread starts with the first picture. One that ends by itself is told to `onTrouble`; the next picture starts another one. */
export function createPainter(onTrouble: (error: unknown) => void): Painter {
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const waiting = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  let keptBytes = 0;
  let keeper: Keeper<PaintCalls> | undefined;

  const open = () => {
    if (keeper?.failure) keeper = undefined;
    keeper ??= startKeeper<PaintCalls>(siblingModule('./paint-worker', import.meta.url), {
      name: 'painter',
      workerData: {},
      resourceLimits: HEAP_LIMITS,
      maxPendingCalls: MAX_WAITING,
      onFailure: onTrouble,
    });
    return keeper;
  };

  const keep = (tag: string, png: Uint8Array<ArrayBuffer>) => {
    kept.set(tag, png);
    keptBytes += png.byteLength;
    for (const [oldest, bytes] of kept) {
      if (keptBytes <= MAX_KEPT_BYTES) break;
      kept.delete(oldest);
      keptBytes -= bytes.byteLength;
    }
  };

  const paint = async (svg: string, tag: string) => {
    try {
      const png = await open().call('png', [svg]);
      keep(tag, png);
      return png;
    } finally {
      waiting.delete(tag);
    }
  };

  return {
    async png(svg, tag) {
      const known = kept.get(tag) ?? waiting.get(tag);
      if (known) return known;
      const painting = paint(svg, tag);
      waiting.set(tag, painting);
      return painting;
    },
    close: async () => keeper?.close(),
  };
}
