/** What can stand at the cursor, and what it replaces: code units, `to` exclusive. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
  /** Worth showing without being asked: something was typed, or only a few things can stand here. */
  readonly isEager: boolean;
}

export interface Completion {
  readonly kind: 'metric' | 'function' | 'aggregation' | 'keyword' | 'label' | 'value' | 'duration';
  /** What is shown, and compared with what was typed. */
  readonly name: string;
  /** What takes the place of what was typed. The cursor goes to its end. */
  readonly insert: string;
  /** A signature, a type, or a few words. */
  readonly detail?: string | undefined;
  /** Used every day: goes before others that fit as well. */
  readonly isUsual?: boolean | undefined;
  /** One line. */
  readonly help?: string | undefined;
}
