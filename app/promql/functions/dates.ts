import type { PromqlFunction } from '../eval/call.ts';
import { LabelSet } from '../eval/label-set.ts';
import { mapValues } from '../eval/map-values.ts';
import { timesOf } from '../eval/steps.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Of each element's value as whole seconds since 1970 (the rest is cut off, before 1970 too), or without an argument of each step. */
const ofDate =
  (read: (date: Date) => number): PromqlFunction =>
  async args => {
    if (args.count > 0)
      return mapValues(args.evaluation, await args.vector(0), seconds => read(new Date(Math.trunc(seconds) * 1000)));
    const { count } = args.steps;
    const values = timesOf(args.steps).map(atMs => read(new Date(atMs)));
    return { kind: 'vector', series: [{ labels: LabelSet.NONE, values, present: new Uint8Array(count).fill(1) }] };
  };

/** Parts of a date, in UTC. */
export const dates: Readonly<Record<string, PromqlFunction>> = {
  day_of_month: ofDate(date => date.getUTCDate()),
  day_of_week: ofDate(date => date.getUTCDay()),
  day_of_year: ofDate(date => Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0)) / DAY_MS) + 1),
  days_in_month: ofDate(date => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()),
  hour: ofDate(date => date.getUTCHours()),
  minute: ofDate(date => date.getUTCMinutes()),
  month: ofDate(date => date.getUTCMonth() + 1),
  year: ofDate(date => date.getUTCFullYear()),
};
