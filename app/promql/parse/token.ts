import type { Span } from '../ast.ts';

/** A piece of a PromQL text. `number` stands for durations, too; `text` is as it was written, with its quotes. */
export interface Token extends Span {
  readonly kind: 'name' | 'number' | 'string' | 'symbol' | 'end';
  readonly text: string;
}
