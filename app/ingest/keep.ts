import type { Appended, History } from '../history/history.ts';
import type { Logs } from '../logs/logs.ts';
import type { Parsed } from './batch.ts';

export interface Keepers {
  readonly history: Pick<History, 'append'>;
  readonly logs: Pick<Logs, 'append'>;
}

/** What became of the readings. */
export type Kept = Omit<Appended, 'commit'>;

const NOTHING: Kept = { accepted: 0, created: [], refused: [] };

/** Keeps what a parser found; resolves when it is durable. Without a reading there is no commit, which would cost a disk flush. */
export async function keep({ history, logs }: Keepers, { readings, logLines }: Parsed): Promise<Kept> {
  const lines = logLines.map(({ labels, ...line }) => ({ ...line, level: 'info' as const, fields: labels }));
  const [kept] = await Promise.all([readings.length > 0 ? history.append(readings) : NOTHING, logs.append(lines)]);
  return kept;
}
