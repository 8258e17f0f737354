import type { Appended, History } from '../history/history.ts';
import type { Logs } from '../logs/logs.ts';
import type { Parsed } from './batch.ts';

export interface Keepers {
  readonly history: Pick<History, 'append'>;
  readonly logs: Pick<Logs, 'append'>;
}

/** Keeps what a parser found; resolves when it is durable. */
export async function keep({ history, logs }: Keepers, { readings, logLines }: Parsed): Promise<Appended> {
  const lines = logLines.map(({ labels, ...line }) => ({ ...line, level: 'info' as const, fields: labels }));
  const [appended] = await Promise.all([history.append(readings), logs.append(lines)]);
  return appended;
}
