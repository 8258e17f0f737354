import { quoted } from './quoted.ts';

/** Control characters, and the separators that end a line in some places. */
const UNPRINTABLE = /[\p{Cc}\u2028\u2029]/u;

/**
 * Why a text cannot be the name of a metric or a label where any text may be one, as in Prometheus 3: a sentence, or
 * undefined when it can.
 */
export function findNameFault(kind: 'metric' | 'label', text: string, maxBytes: number): string | undefined {
  if (text.trim() === '') return `the name of a ${kind} is empty; write one, as in ${EXAMPLES[kind]}.`;
  if (UNPRINTABLE.test(text) || !text.isWellFormed()) {
    // In quotes a control character takes six.
    return `the ${kind} name ${quoted(text.slice(0, 20))} holds a control character or is no text; take that out.`;
  }
  // A character of a string is at most three bytes; so most names need not be counted.
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return undefined;
  return `the ${kind} name ${quoted(text)} is longer than ${maxBytes} bytes; shorten it.`;
}

const EXAMPLES = { metric: 'room_temperature', label: 'room' };
