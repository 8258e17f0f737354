import type { Span } from './ast.ts';

/** A PromQL text that cannot be read, or that no answer can come of. Its message is meant for the one who wrote it. */
export class PromqlError extends Error {
  override readonly name = 'PromqlError';
  readonly code = 'PROMQL';
  /** Where in the text; undefined where it is of the whole, or of what the data turned out to be. */
  readonly position: Span | undefined;
  /** A name to write instead. */
  readonly suggestion: string | undefined;

  constructor(message: string, position?: Span, options: { suggestion?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.position = position && { from: position.from, to: position.to };
    this.suggestion = options.suggestion;
  }
}
