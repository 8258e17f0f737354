import { YARN_NAMES } from '../../../components/chart/series.ts';
import type { LaneState } from '../../../components/chart/state-lanes.tsx';
import type { PanelOf } from '../definition.ts';
import { judgeValue, limitsOf } from '../look/judge-value.ts';
import { findMapping } from '../look/mappings.ts';
import { scaleOf } from '../look/tell-value.ts';

/** States that are named above the lanes; a mapping and its word are one of them. */
const MAX_KEYS = 8;
const PLAIN: LaneState = { word: 'a reading' };

/** Gives the state of a value: always the same object for the same state, and those that need a name, in the order in which they came. */
export interface LaneStates {
  stateOf(value: number | undefined, unit: string): LaneState | undefined;
  keys(): readonly LaneState[];
}

/** States as mappings and thresholds make them of values. */
export function createLaneStates(look: PanelOf<'timeline'>): LaneStates {
  const known = new Map<string, LaneState>();
  const limits = new Map<string, ReturnType<typeof limitsOf>>();
  let yarns = 0;
  const limitsIn = (unit: string) => {
    const found = limits.get(unit) ?? limitsOf(look.thresholds, unit, scaleOf(look));
    limits.set(unit, found);
    return found;
  };
  const keep = (word: string, status: LaneState['status']): LaneState => {
    const key = `${status} ${word}`;
    const yarn = status === undefined ? (yarns % YARN_NAMES.length) + 1 : undefined;
    const state = known.get(key) ?? { word, status, yarn };
    if (!known.has(key) && status === undefined) yarns++;
    known.set(key, state);
    return state;
  };
  return {
    stateOf(value, unit) {
      if (value === undefined) return undefined;
      const mapping = findMapping(value, look.mappings);
      const verdict = judgeValue(value, limitsIn(unit));
      if (mapping) return keep(mapping.text, mapping.status ?? verdict?.status);
      if (verdict) return keep(verdict.words, verdict.status);
      return Number.isNaN(value) ? undefined : PLAIN;
    },
    keys: () => [...known.values()].slice(0, MAX_KEYS),
  };
}
