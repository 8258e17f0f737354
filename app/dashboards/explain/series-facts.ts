import type { Latest } from '../../history/history.ts';
import type { VectorSelector } from '../../promql/ast.ts';
import type { ExplainSources } from './query-explanation.ts';

/** A series, and what is known of who sends it. */
export interface SeriesFact {
  readonly key: string;
  readonly value: number;
  readonly unit: string;
  readonly atMs: number;
  /** Learned from its readings; undefined before the third one. */
  readonly intervalMs: number | undefined;
  /** Who sent its first reading. Undefined: this server itself, or nobody knows. */
  readonly sender: string | undefined;
}

/** Series that are listed for one query. */
const MAX_LISTED = 20;

/** What these selectors find, each series once, those that were heard last first. */
export async function seriesFacts(
  { history, unitOf, senderName }: ExplainSources,
  selectors: readonly VectorSelector[],
  signal: AbortSignal,
): Promise<{ facts: readonly SeriesFact[]; isMore: boolean }> {
  const found = new Map<string, Latest>();
  for (const { matchers } of selectors) {
    const { series } = await history.latest({ matchers, limit: MAX_LISTED + 1 }, signal);
    for (const one of series) found.set(one.key, one);
  }
  const newest = [...found.values()].sort((a, b) => b.atMs - a.atMs);
  const listed = newest.slice(0, MAX_LISTED);
  const made = await history.series({ keys: listed.map(({ key }) => key) }, signal);
  const senders = new Map(made.map(({ key, sender }) => [key, sender]));
  const facts = listed.map(({ key, value, unit, atMs, intervalMs }): SeriesFact => {
    const sender = senders.get(key);
    const name = sender && (senderName(sender) ?? sender);
    return { key, value, unit: unitOf(key) ?? unit ?? '', atMs, intervalMs, sender: name };
  });
  return { facts, isMore: newest.length > MAX_LISTED };
}
