import type { Surroundings } from '../../backup/surroundings.ts';
import type { Target } from '../target.ts';

/** What `telltale send KIND NAME ...` was told behind the kind. */
export interface Sending {
  readonly target: Target;
  readonly name: string;
  /** What stands behind the name and is no label. */
  readonly operands: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  readonly surroundings: Surroundings;
}

/** Sends, and gives what to say at the end; nothing where every answer was said already. */
export type Send = (sending: Sending) => Promise<string>;
