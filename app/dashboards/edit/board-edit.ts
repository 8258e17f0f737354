import { type DashboardDefinition, MAX_PANELS } from '../definition.ts';

/** What becomes of a dashboard. */
export interface BoardEdit {
  readonly next: DashboardDefinition;
  /** What is done, as the beginning of a sentence. */
  readonly words: string;
  /** The panel that is worked on from now on; undefined: none. */
  readonly chosen: string | undefined;
}

export const FULL = `This dashboard has ${MAX_PANELS} panels, which is the limit. Delete one first.`;
