import { Moved } from '../../../db/keeper/moved.ts';
import { concatPoints } from '../head/merge-points.ts';
import { slicePoints } from '../head/points.ts';
import { hourOf } from '../hourly/hour-stats.ts';
import { toCondition } from '../labels/label-condition.ts';
import type { PlanParts } from './create-plan.ts';
import { requireFewPoints, requireFewSeries } from './query-too-large-error.ts';
import type { SamplePlan, SampleRequest } from './sample-plan.ts';

/** What the memory knows of samples, all of one commit. Series without a point since the range began are left out. */
export function createSamplePlan({ meta, head, index, newest, live, trials }: PlanParts) {
  return async (signal: AbortSignal, request: SampleRequest): Promise<Moved<SamplePlan>> => {
    const { matchers, fromMs, toMs, isNewestOnly, maxSeries, maxPoints, follower } = request;
    const conditions = await trials.run(matchers.map(toCondition), signal);
    // From here on nothing is waited for.
    const matching = index.find(conditions);
    requireFewSeries(matching.length, maxSeries);
    if (follower !== undefined)
      live.follow(
        follower,
        Array.from(matching, id => index.byId(id)),
      );
    // Of an hour whose points are gone the value stands to its end, and so may reach into the range.
    const recent = index.byKey(matching.filter(id => newest.atMs(id) >= hourOf(fromMs)));
    const isKnown = (id: number) => newest.atMs(id) >= fromMs && newest.atMs(id) < toMs && newest.isSure(id);
    const newestIds = isNewestOnly ? recent.filter(isKnown) : new Uint32Array();
    const ids = isNewestOnly ? recent.filter(id => !isKnown(id)) : recent;
    const heads = Array.from(ids, id => slicePoints(head.points(id), fromMs, toMs));
    requireFewPoints(heads, maxPoints);
    const { commit, flushes } = meta.get();
    const plan = {
      ...{ commit, flushes, epoch: index.epoch, newestIds, ids },
      newest: {
        times: Float64Array.from(newestIds, id => newest.atMs(id)),
        values: Float64Array.from(newestIds, id => newest.value(id)),
      },
      headCounts: Uint32Array.from(heads, ({ times }) => times.length),
      head: concatPoints(heads),
    };
    return new Moved(plan, buffersOf(plan));
  };
}

function buffersOf({ newestIds, ids, headCounts, newest, head }: Omit<SamplePlan, 'commit'>): ArrayBuffer[] {
  const columns = [newestIds, ids, headCounts, newest.times, newest.values, head.times, head.values];
  return columns.map(({ buffer }) => buffer as ArrayBuffer);
}
