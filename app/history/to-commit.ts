import type { Change, CommitEvent } from './calls.ts';
import type { Commit } from './live.ts';
import type { Reading } from './reading.ts';
import { seriesKey } from './series-key.ts';

/** The commit that subscribers see, with the readings that the keeper only named. */
export function toCommit({ commit, changes }: CommitEvent, readingsOf: (batch: number) => readonly Reading[]): Commit {
  const whole = {
    commit,
    readings: [] as Reading[],
    created: [] as string[],
    restored: [] as string[],
    removed: [] as string[],
    count: 0,
  };
  const units = new Map<string, string>();
  for (const change of changes) {
    for (const [key, unit] of change.units ?? []) units.set(key, unit);
    if (change.removed.length > 0) forget(whole, new Set(change.removed));
    whole.removed.push(...change.removed);
    whole.created.push(...change.created);
    whole.restored.push(...change.restored);
    const readings = keptReadings(change, readingsOf);
    for (const reading of readings) whole.readings.push(reading);
    whole.count += readings.length + (change.points?.count ?? 0);
    for (const reading of change.points?.readings ?? []) whole.readings.push(reading);
  }
  return units.size > 0 ? { ...whole, units } : whole;
}

/** Subscribers forget removed series first: what the same commit held of them before must not bring them back. */
function forget(
  whole: { readings: Reading[]; created: string[]; restored: string[] },
  keys: ReadonlySet<string>,
): void {
  whole.readings = whole.readings.filter(({ metric, labels }) => !keys.has(seriesKey(metric, labels)));
  whole.created = whole.created.filter(key => !keys.has(key));
  whole.restored = whole.restored.filter(key => !keys.has(key));
}

function keptReadings({ append }: Change, readingsOf: (batch: number) => readonly Reading[]): readonly Reading[] {
  if (!append) return [];
  const readings = readingsOf(append.batch);
  if (append.refused.length === 0) return readings;
  const refused = new Set(append.refused);
  return readings.filter((_reading, index) => !refused.has(index));
}
