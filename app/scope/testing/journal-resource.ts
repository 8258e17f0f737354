import { type Asked, around } from '../around.ts';

export interface Journal {
  readonly number: number;
  keep(): void;
  undo(cause: unknown): void;
  [Symbol.dispose](): void;
}

/** A resource that writes down what happens to it: `1 taken`, `1 kept`, `1 undone: why`, `1 back`. */
export function journalResource() {
  const seen: string[] = [];
  let count = 0;
  const acquire = (_asked: Asked): Journal => {
    const number = ++count;
    seen.push(`${number} taken`);
    return {
      number,
      keep: () => void seen.push(`${number} kept`),
      undo: cause => void seen.push(`${number} undone: ${(cause as Error).message}`),
      [Symbol.dispose]: () => void seen.push(`${number} back`),
    };
  };
  return { seen, acquire, journal: around({ acquire }) };
}
