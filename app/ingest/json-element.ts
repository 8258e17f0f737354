import type { Outcome } from './batch.ts';
import { findJsonFault } from './json-fault.ts';
import { notAnObject, parseJsonReadings } from './json-reading.ts';
import { limits } from './limits.ts';
import { findTextFault } from './text-fault.ts';

/** The readings of the JSON text of one element, or its fault. */
export function parseJsonElement(piece: Buffer, nowMs: number): Outcome {
  if (piece.length === 0) return { offset: 0, reason: 'there is no element here; take the comma away.' };
  if (piece.length > limits.lineBytes) return { offset: 0, reason: tooLong };
  const fault = findTextFault(piece);
  if (fault !== undefined) return fault;
  const text = piece.toString('utf8');
  const element = parseObject(text);
  if (element === undefined) return syntaxFault(text);
  const readings = parseJsonReadings(element, nowMs);
  return readings.ok ? { readings: readings.value } : { offset: 0, reason: readings.reason };
}

const tooLong = `this element is longer than ${limits.lineBytes} bytes; send its readings as several elements.`;

/** Undefined when the text is no JSON object. Text that cannot be one is not tried, because a throw is dear. */
function parseObject(text: string): unknown {
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // What the engine says is for programmers and often names no place; `findJsonFault` does both.
    return undefined;
  }
}

function syntaxFault(text: string): Outcome {
  const fault = findJsonFault(text);
  if (fault === undefined) return { offset: 0, reason: notAnObject };
  return { offset: Buffer.byteLength(text.slice(0, fault.at)), reason: fault.reason };
}
