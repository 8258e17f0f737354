import { openSockets, type SocketsOptions } from '../fanout/open-sockets.ts';

/** What a crowd has got since it was asked last. */
export interface Heard {
  readonly bytes: number;
  /** For each commit, from when its sender heard of it until a viewer read something; of every viewer. */
  readonly lagsMs: readonly (readonly number[])[];
  /** Viewers that had read nothing yet when the next one was expected, all times together. */
  readonly missed: number;
}

export interface Crowd {
  /** Each viewer is to read something, because of what `commit` sends. Resolves when that was answered. */
  expect(commit: () => Promise<void>): Promise<void>;
  take(): Heard;
  close(): void;
}

/** Many viewers that look at nothing: they note when bytes came, and how many. */
export async function openCrowd(options: Omit<SocketsOptions, 'onBytes'>): Promise<Crowd> {
  const isWaiting = new Uint8Array(options.count);
  let waiting = 0;
  let sinceMs = 0;
  let heard = { bytes: 0, lagsMs: [] as number[][], missed: 0 };
  const onBytes = (viewer: number, { length }: Buffer) => {
    heard.bytes += length;
    if (isWaiting[viewer] === 0) return;
    isWaiting[viewer] = 0;
    waiting--;
    heard.lagsMs.at(-1)!.push(performance.now() - sinceMs);
  };
  const sockets = await openSockets({ ...options, onBytes });
  return {
    async expect(commit) {
      heard.missed += waiting;
      heard.lagsMs.push([]);
      isWaiting.fill(1);
      waiting = options.count;
      sinceMs = performance.now(); // for those who read before the sender hears of it
      await commit();
      sinceMs = performance.now();
    },
    take() {
      waiting = 0;
      isWaiting.fill(0);
      const taken = heard;
      heard = { bytes: 0, lagsMs: [], missed: 0 };
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
