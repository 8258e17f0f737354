import type { ShapeName } from '../../../components/icons.tsx';
import type { Priority } from '../kept/event.ts';

/** How loud an event is: a shape and a word, never a colour alone. */
export interface PriorityLook {
  readonly word: string;
  readonly shape: ShapeName;
  /** The chip that says the word, where it is worth one. */
  readonly chip?: 'warn' | 'crit' | 'none';
}

export const priorityLooks: Readonly<Record<Priority, PriorityLook>> = {
  1: { word: 'min', shape: 'none', chip: 'none' },
  2: { word: 'low', shape: 'none', chip: 'none' },
  3: { word: 'default', shape: 'pennant' },
  4: { word: 'high', shape: 'warn', chip: 'warn' },
  5: { word: 'max', shape: 'crit', chip: 'crit' },
};
