import { emitWarning } from 'node:process';
import { inspect } from 'node:util';

/** Tells the operator of an error that no response and no end hook can carry any more: as a process warning, on stderr. */
export function reportError(sentence: string, error: unknown): void {
  emitWarning(sentence, { type: 'MiddlewareWarning', detail: inspect(error) });
}
