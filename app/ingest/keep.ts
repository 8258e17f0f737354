import type { Appended, History } from '../history/history.ts';
import type { Sender } from '../history/sender.ts';
import type { Logs } from '../logs/logs.ts';
import type { LogLine, Parsed } from './batch.ts';
import type { Intake } from './intake.ts';
import type { BodyForm, Taken } from './intake-calls.ts';

export interface Keepers {
  readonly history: Pick<History, 'append'>;
  readonly intake: Pick<Intake, 'take' | 'memory'>;
  readonly logs: Pick<Logs, 'append'>;
}

/** What became of many readings. */
export interface Kept {
  readonly accepted: number;
  /** Series that did not exist before. */
  readonly created: number;
  readonly refused: number;
  /** The first that were refused: what was sent, and a sentence for the sender. */
  readonly refusals: readonly { readonly reading: string; readonly reason: string }[];
}

export const NOTHING_KEPT: Kept = { accepted: 0, created: 0, refused: 0, refusals: [] };

const NOTHING_APPENDED = { accepted: 0, created: [], refused: [] };

/** Keeps the reading that a parser found; resolves when it is durable. Without one there is no commit, which would cost a disk flush. */
export async function keepOne(
  { history }: Keepers,
  { readings }: Parsed,
  sender?: Sender,
): Promise<Omit<Appended, 'commit'>> {
  return readings.length > 0 ? await history.append(readings, sender) : NOTHING_APPENDED;
}

/** Has a body of many readings read and kept, its texts too; resolves when all is durable. */
export async function keepMany(
  { intake, logs }: Keepers,
  form: BodyForm,
  body: Buffer<ArrayBuffer>,
  nowMs: number,
  signal: AbortSignal,
  sender?: Sender,
): Promise<Taken> {
  const taken = await intake.take(form, body, nowMs, signal, sender);
  await keepTexts(logs, taken.found.logLines);
  return taken;
}

async function keepTexts(logs: Keepers['logs'], logLines: readonly LogLine[]): Promise<void> {
  await logs.append(logLines.map(({ labels, ...line }) => ({ ...line, level: 'info' as const, fields: labels })));
}
