import { watch } from 'node:fs';
import { stat } from 'node:fs/promises';

export interface WatchFolderOptions {
  readonly folder: string;
  /** Called when something may have changed; looks never overlap. */
  readonly look: () => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly signal: AbortSignal;
  /** How often the folder is looked at where nothing tells of changes. */
  readonly everyMs?: number;
}

/** Network drives and mounted folders tell of nothing. */
const LOOK_EVERY_MS = 5000;
/** A file is written in several steps, each of which is told. */
const SETTLE_MS = 100;

/** Looks whenever the system tells of a change, and now and then beside that. The folder may come and go. */
export function watchFolder({ folder, look, onError, signal, everyMs = LOOK_EVERY_MS }: WatchFolderOptions): void {
  let told: { readonly inode: number; readonly stop: AbortController } | undefined;
  let settling: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isAgain = false;

  const lookNow = async (): Promise<void> => {
    if (isLooking) isAgain = true;
    if (isLooking || signal.aborted) return;
    isLooking = true;
    try {
      await listen();
      await look();
    } catch (error) {
      if (!signal.aborted) onError(error);
    } finally {
      isLooking = false;
    }
    if (isAgain) soon();
    isAgain = false;
  };

  const soon = () => {
    settling ??= setTimeout(() => {
      settling = undefined;
      void lookNow();
    }, SETTLE_MS).unref();
  };

  /** Begins anew where the folder is another one, as after a change of its mount. */
  const listen = async (): Promise<void> => {
    const inode = await stat(folder).then(
      ({ ino }) => ino,
      () => undefined,
    );
    if (told?.inode === inode) return;
    told?.stop.abort();
    told = undefined;
    if (inode === undefined) return;
    const stop = new AbortController();
    try {
      const watcher = watch(folder, { persistent: false, signal: AbortSignal.any([signal, stop.signal]) }, soon);
      // The timer goes on.
      watcher.on('error', () => stop.abort());
      told = { inode, stop };
    } catch {
      // There are as many watchers as may be, or this kind of folder has none: the timer goes on.
    }
  };

  const timer = setInterval(lookNow, everyMs).unref();
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(timer);
      clearTimeout(settling);
    },
    { once: true },
  );
  void lookNow();
}
