import type { Answer, AnsweredSeries } from './ask-over-http.ts';

const RELATIVE_ERROR = 1e-9;
/** What is left of numbers that cancel each other out: rounding errors of either side. */
const ABSOLUTE_ERROR = 1e-9;

/** In what two answers differ, in a few words; undefined where they agree. The order of series counts if `isOrdered`. */
export function findDisagreement(ours: Answer, theirs: Answer, isOrdered: boolean): string | undefined {
  if (ours.kind === 'refused' || theirs.kind === 'refused') return ofRefusal(ours, theirs);
  if (ours.shape !== theirs.shape) return `a ${ours.shape} instead of a ${theirs.shape}`;
  if (ours.text !== theirs.text) return `${ours.text} instead of ${theirs.text}`;
  const [oursByKey, theirsByKey] = [byKey(ours.series), byKey(theirs.series)];
  const [ourKeys, theirKeys] = [[...oursByKey.keys()], [...theirsByKey.keys()]];
  if (oursByKey.size !== ours.series.length) return 'two series have the same labels';
  const more = ourKeys.filter(key => !theirsByKey.has(key));
  const fewer = theirKeys.filter(key => !oursByKey.has(key));
  if (more.length + fewer.length > 0) return `more: ${more.join(' ')}; missing: ${fewer.join(' ')}`;
  if (isOrdered && ourKeys.join() !== theirKeys.join())
    return `order ${ourKeys.join(' ')} instead of ${theirKeys.join(' ')}`;
  for (const key of ourKeys) {
    const difference = ofSeries(oursByKey.get(key)!, theirsByKey.get(key)!);
    if (difference) return `${key}: ${difference}`;
  }
  return undefined;
}

function ofRefusal(ours: Answer, theirs: Answer): string | undefined {
  if (ours.kind === theirs.kind) return undefined;
  if (ours.kind === 'refused') return `refused by us: ${ours.why}`;
  return `refused by Prometheus: ${theirs.kind === 'refused' ? theirs.why : ''}`;
}

function byKey(series: readonly AnsweredSeries[]): Map<string, AnsweredSeries> {
  return new Map(series.map(one => [JSON.stringify(Object.entries(one.labels).sort()), one]));
}

function ofSeries(ours: AnsweredSeries, theirs: AnsweredSeries): string | undefined {
  if (ours.times.join() !== theirs.times.join())
    return `${ours.times.length} values at ${ours.times.slice(0, 3)} instead of ${theirs.times.length} at ${theirs.times.slice(0, 3)}`;
  const at = ours.values.findIndex((value, place) => !isClose(value, theirs.values[place]!));
  return at < 0 ? undefined : `${ours.values[at]} instead of ${theirs.values[at]} at ${ours.times[at]}`;
}

function isClose(a: number, b: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return true;
  return Math.abs(a - b) <= Math.max(RELATIVE_ERROR * Math.max(Math.abs(a), Math.abs(b)), ABSOLUTE_ERROR);
}
