/** When runs of a job should start. */
export type Schedule =
  /** Found out from its runs: when they come regularly, the next one is awaited. */
  | { readonly kind: 'learned' }
  /** It may start at any time. */
  | { readonly kind: 'none' }
  | { readonly kind: 'every'; readonly everyMs: number }
  /** Five fields, in a time zone by its IANA name. */
  | { readonly kind: 'cron'; readonly pattern: string; readonly timeZone: string };

/** What people set for a job. */
export interface JobSetting {
  readonly schedule: Schedule;
  /** Past its time a start is late after so long; undefined: assumed from the schedule. */
  readonly lateAfterMs?: number | undefined;
  /** A run is lost when it was silent for so long; undefined: learned from earlier runs. */
  readonly lostAfterMs?: number | undefined;
  /** Signals are kept, but nothing is awaited. */
  readonly isPaused: boolean;
  readonly description: string;
}

/** Of a job that nobody has touched. */
export const DEFAULT_SETTING: JobSetting = { schedule: { kind: 'learned' }, isPaused: false, description: '' };
