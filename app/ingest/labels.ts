import { type Checked, invalid, valid } from './checked.ts';
import { findNameFault } from './find-name-fault.ts';
import { limits } from './limits.ts';
import { quoted } from './quoted.ts';

/** Two underscores first are reserved, as in Prometheus; that also keeps `__proto__` from being a label. */
const legal = /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A label name as somebody typed it into an address: it must be plain; the refusal proposes the nearest plain name. */
export function parseLabelName(text: string): Checked<string> {
  if (legal.test(text)) return requireLength(text);
  const nearest = toLabelName(text);
  const rule = `${quoted(text)} is no label name: use letters a-z, digits and _, with no digit and no __ first`;
  return invalid(nearest.ok ? `${rule}, as in ${nearest.value}.` : `${rule}, as in room.`);
}

/** A label name as a format carries it, exactly: any text, as in Prometheus 3, but with no `__` first. */
export function takeLabelName(text: string): Checked<string> {
  if (text.startsWith('__'))
    return invalid(`the label name ${quoted(text)} begins with __, which is reserved; rename it.`);
  const reason = findNameFault('label', text, limits.labelNameBytes);
  return reason === undefined ? valid(text) : invalid(reason);
}

/** The nearest plain name: what is not legal becomes `_`. */
function toLabelName(text: string): Checked<string> {
  if (legal.test(text)) return requireLength(text);
  const replaced = text.replace(/[^a-zA-Z0-9_]/gu, '_').replace(/^(?=\d)/, '_');
  if (!/[a-zA-Z0-9]/.test(replaced)) return invalid(`${quoted(text)} holds no letter a-z to make a label name of.`);
  return requireLength(replaced.replace(/^__+/, '_'));
}

/**
 * Adds a label under a name that one of the above gave. An empty value is no label, as in Prometheus.
 * Gives the reason when the label cannot be added, else undefined.
 */
export function addLabel(labels: Record<string, string>, name: string, value: string): string | undefined {
  if (Object.hasOwn(labels, name)) return `the label ${name} is given twice; keep one.`;
  if (value === '') return undefined;
  if (Object.keys(labels).length >= limits.labelsPerSeries) {
    return `a series has at most ${limits.labelsPerSeries} labels; leave ${name} and those after it out.`;
  }
  const reason = findValueFault(name, value);
  if (reason === undefined) labels[name] = value;
  return reason;
}

function requireLength(name: string): Checked<string> {
  if (name.length <= limits.labelNameBytes) return valid(name);
  return invalid(`the label name ${quoted(name)} is longer than ${limits.labelNameBytes} characters; shorten it.`);
}

function findValueFault(name: string, value: string): string | undefined {
  // A character of a string is at most three bytes; so most values need not be counted.
  if (value.length * 3 > limits.labelValueBytes && Buffer.byteLength(value) > limits.labelValueBytes) {
    return `the value of ${name} is longer than ${limits.labelValueBytes} bytes; long text belongs into a log line.`;
  }
  if (value.includes('\0') || !value.isWellFormed()) return `the value of ${name} is no text: ${quoted(value)}.`;
  return undefined;
}
