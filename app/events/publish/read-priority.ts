import type { Priority } from '../kept/event.ts';

const NAMES: Readonly<Record<string, Priority>> = {
  ...{ min: 1, low: 2, default: 3, high: 4, max: 5, urgent: 5 },
  ...{ '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, '0': 3, '': 3 },
};

/** `4`, `high`; undefined for what is none. */
export function readPriority(text: string): Priority | undefined {
  return Object.hasOwn(NAMES, text.trim().toLowerCase()) ? NAMES[text.trim().toLowerCase()] : undefined;
}
