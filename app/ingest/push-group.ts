import type { Labels } from '../history/reading.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { addLabel, takeLabelName } from './labels.ts';
import { quoted } from './quoted.ts';

/** Behind a label's name: its value is in base64, for what no path can carry. */
const BASE64 = '@base64';

/**
 * The labels that the address of a push gives all of its readings, as a Pushgateway reads it; `path` is what stands behind
 * `/metrics`, percent-encoded: `/job/backup/host/a%2Fb` and `/job@base64/YmFja3Vw/path@base64/L3Zhcg` give the labels
 * `job="backup", host="a/b"` and `job="backup", path="/var"`.
 */
export function parsePushGroup(path: string): Checked<Labels> {
  const parts = path
    .split('/')
    .filter((part, at) => part !== '' || at > 0)
    .map(decodeURIComponent);
  if (parts.length % 2 === 1)
    return invalid(
      `the address ends with the label ${quoted(parts.at(-1)!)} and no value for it; add one, as in /room/kitchen.`,
    );
  const labels: Record<string, string> = {};
  for (let at = 0; at < parts.length; at += 2) {
    const reason = addPair(labels, parts[at]!, parts[at + 1]!);
    if (reason !== undefined) return invalid(reason);
  }
  return labels.job === undefined ? invalid('the name of the job is empty; write /metrics/job/NAME.') : valid(labels);
}

/** Gives the reason when the label cannot be added. */
function addPair(labels: Record<string, string>, key: string, text: string): string | undefined {
  const isBase64 = key.endsWith(BASE64);
  const name = takeLabelName(isBase64 ? key.slice(0, -BASE64.length) : key);
  if (!name.ok) return name.reason;
  const value = isBase64 ? decode(text) : text;
  if (value === undefined)
    return `the value of ${name.value}, ${quoted(text)}, is not base64; encode it, or leave @base64 out.`;
  return addLabel(labels, name.value, value);
}

/** With the letters of URLs or the usual ones, with or without padding; `=` alone is the empty text. */
function decode(text: string): string | undefined {
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : undefined;
}
