import { PromqlError } from '../promql-error.ts';
import type { Token } from './token.ts';

const MAX_SHOWN_CHARACTERS = 40;

/** The error of a piece that stands where something else must; `wanted` is what, such as `a label name`. */
export function unexpected(token: Token, wanted: string): PromqlError {
  if (token.kind === 'end') return new PromqlError(`The expression ends too early. Here must be ${wanted}.`, token);
  return new PromqlError(`Here must be ${wanted}, not ${shown(token)}.`, token);
}

function shown({ kind, text }: Token): string {
  const start = text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
  return kind === 'string' ? start : `"${start}"`;
}
