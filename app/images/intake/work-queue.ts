import { HttpError } from '../../http/http-error.ts';

/** Runs a few pieces of work at once and lets a few more wait. */
export interface WorkQueue {
  /** @throws HttpError 503 when too much waits already; nothing of the work was done. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Whether more would be refused. */
  readonly isFull: boolean;
}

const RETRY_AFTER_SECONDS = 1;

export function createWorkQueue({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): WorkQueue {
  const queue: (() => void)[] = [];
  let running = 0;
  const next = () => {
    if (running >= atOnce || queue.length === 0) return;
    running++;
    queue.shift()!();
  };
  const queues: WorkQueue = {
    get isFull() {
      return queue.length >= waiting && running >= atOnce;
    },
    async run(work) {
      if (queues.isFull) throw busy();
      await new Promise<void>(resolve => {
        queue.push(resolve);
        next();
      });
      try {
        return await work();
      } finally {
        running--;
        next();
      }
    },
  };
  return queues;
}

function busy(): HttpError {
  return new HttpError(503, 'Too many pictures wait to be looked at. Nothing was kept: send it again in a second.', {
    headers: { 'Retry-After': String(RETRY_AFTER_SECONDS) },
  });
}
