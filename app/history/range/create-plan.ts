import { Moved } from '../../../db/keeper/moved.ts';
import type { ConditionTrials } from '../condition-trials.ts';
import type { Head } from '../head/head.ts';
import { concatPoints } from '../head/merge-points.ts';
import { slicePoints } from '../head/points.ts';
import type { LiveSeries } from '../live-series.ts';
import type { MetaTable } from '../meta-table.ts';
import type { NewestPoints } from '../newest-points.ts';
import { selectSeries } from '../select.ts';
import { selectorConditions } from '../selector-conditions.ts';
import type { SeriesIndex } from '../series-index.ts';
import { requireFewPoints, requireFewSeries } from './query-too-large-error.ts';
import type { RangePlan, RangeRequest } from './range-plan.ts';

/** Series that one query reads at most, where it says nothing else; beyond it it rejects with `QueryTooLargeError`. */
export const MAX_QUERY_SERIES = 500;

export interface PlanParts {
  readonly meta: MetaTable;
  readonly head: Head;
  readonly index: SeriesIndex;
  readonly newest: NewestPoints;
  readonly live: LiveSeries;
  readonly trials: ConditionTrials;
}

/** What the memory knows of a range, all of one commit. */
export function createPlan({ meta, head, index, newest, live, trials }: PlanParts) {
  return async (signal: AbortSignal, range: RangeRequest): Promise<Moved<RangePlan>> => {
    const { select, fromMs, toMs, follower, maxSeries = MAX_QUERY_SERIES, maxPoints } = range;
    const conditions = await trials.run(selectorConditions(select), signal);
    // From here on nothing is waited for.
    const { commit, flushes } = meta.get();
    const selected = selectSeries(index, newest, select, conditions);
    requireFewSeries(selected.length, maxSeries);
    if (follower !== undefined) live.follow(follower, selected);
    const heads = selected.map(({ id }) => slicePoints(head.points(id), fromMs, toMs));
    requireFewPoints(heads, maxPoints);
    const series = selected.map((one, at) => ({
      ...{ id: one.id, facts: index.toSeries(one) },
      headCount: heads[at]!.times.length,
    }));
    const joined = concatPoints(heads);
    return new Moved({ commit, flushes, series, head: joined }, [joined.times.buffer, joined.values.buffer]);
  };
}
