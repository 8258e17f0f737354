import type { ListedSignal } from './list-signals.ts';
import type { Proposal } from './propose-panels.ts';
import type { SignalAddress } from './signal-address.ts';

/** Where one is led after a panel was added. */
export const NEXT_STEPS = ['board', 'more', 'form'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** Of the part that shows the kinds: who has chosen goes on there with the tabulator, and is led there on a phone. */
export const KINDS_ID = 'kinds';

/** What the gallery shows. */
export interface GalleryView {
  readonly slug: string;
  /** Of the dashboard. */
  readonly title: string;
  /** Those that are on it. */
  readonly panels: readonly { readonly id: string; readonly title: string }[];
  readonly listed: readonly ListedSignal[];
  /** Undefined: nothing has arrived. */
  readonly chosen: SignalAddress | undefined;
  readonly proposals: readonly Proposal[];
  readonly search: string;
  readonly next: NextStep;
  /** Whether the dashboard shows a signal already. */
  readonly isShown: (signal: ListedSignal) => boolean;
  readonly nowMs: number;
}

export function readNextStep(text: string | null | undefined): NextStep {
  return NEXT_STEPS.find(step => step === text) ?? 'board';
}
