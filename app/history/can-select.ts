import type { Selector } from './history.ts';
import { LabelPatternError } from './labels/label-pattern-error.ts';
import { selectorConditions } from './selector-conditions.ts';

/** Whether no pattern of a selector costs too much. */
export function canSelect(selector: Selector): boolean {
  try {
    selectorConditions(selector);
    return true;
  } catch (error) {
    if (error instanceof LabelPatternError) return false;
    throw error;
  }
}
