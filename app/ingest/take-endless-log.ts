import { readEndlessBody } from '../http/endless-body.ts';
import { addTaken } from './log-answer.ts';
import type { LogIntake, LogText } from './log-intake.ts';
import type { TakenLogs, TextContext } from './log-intake-calls.ts';
import { logLimits } from './log-limits.ts';

export interface EndlessLogOptions {
  readonly intake: Pick<LogIntake, 'open'>;
  readonly context: TextContext;
  readonly now: () => number;
  /** Ends the reading when aborted; what came before is kept, and counted. */
  readonly signal: AbortSignal;
}

/**
 * Takes text as it comes, for as long as it comes. The next piece is read when the last one is durable, which holds a sender
 * back that is too fast. An entry that may go on is kept when nothing follows it for a moment.
 */
export async function takeEndlessLog(request: Request, options: EndlessLogOptions): Promise<TakenLogs> {
  const { now, signal } = options;
  const text = await options.intake.open(options.context);
  const taking = { taken: { kept: 0, refused: 0, reasons: [] } as TakenLogs };
  try {
    await followBody(request, text, options, taking);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    taking.taken = addTaken(taking.taken, await text.end(now()));
  }
  return taking.taken;
}

async function followBody(
  request: Request,
  text: LogText,
  { now, signal }: EndlessLogOptions,
  taking: { taken: TakenLogs },
): Promise<void> {
  const pieces = readEndlessBody(request, signal);
  let next = pieces.next();
  let isOpen = false;
  try {
    for (;;) {
      const piece = isOpen ? await within(next, logLimits.flushMs) : await next;
      if (piece === undefined) {
        isOpen = false;
        taking.taken = addTaken(taking.taken, await text.flush(now()));
        continue;
      }
      if (piece.done) return;
      const { isOpen: mayGoOn, ...taken } = await text.push(piece.value, now());
      isOpen = mayGoOn;
      taking.taken = addTaken(taking.taken, taken);
      next = pieces.next();
    }
  } finally {
    next.catch(() => {}); // it may be what has failed, and was told above
    await pieces.return(undefined);
  }
}

/** Undefined when it takes longer. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), ms);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
