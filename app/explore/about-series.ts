import type { History, Series } from '../history/history.ts';

/** What is known of a series beside its readings. */
export interface AboutSeries {
  readonly heardMs: number | undefined;
  /** Learned from its readings; undefined before the third one. */
  readonly intervalMs: number | undefined;
  /** Who sent its first reading, where that is known. */
  readonly sender: string | undefined;
  /** Who sent its last one, and when that came; undefined where nobody has since the start. */
  readonly lastSender: { readonly name: string; readonly atMs: number } | undefined;
  /** Others of its metric, those with the newest readings first. */
  readonly related: readonly string[];
  readonly nowMs: number;
}

export interface AboutSources {
  readonly history: Pick<History, 'latest' | 'series'>;
  readonly senderName: (senderId: string) => string | undefined;
  readonly now: () => number;
}

const MAX_RELATED = 10;

/** When it was heard, how often that is, by whom, and what others there are. */
export async function aboutSeries(
  { history, senderName, now }: AboutSources,
  { key, metric, sender, lastSender }: Series,
): Promise<AboutSeries> {
  const [latest] = (await history.latest({ keys: [key] })).series;
  const found = await history.series({ metrics: [metric], limit: MAX_RELATED + 1 });
  const related = found.map(each => each.key).filter(each => each !== key);
  return {
    ...{ heardMs: latest?.atMs, intervalMs: latest?.intervalMs, nowMs: now() },
    sender: sender && (senderName(sender) ?? sender),
    lastSender: lastSender && { name: senderName(lastSender.id) ?? lastSender.id, atMs: lastSender.atMs },
    related: related.slice(0, MAX_RELATED),
  };
}
