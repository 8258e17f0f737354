import { type Checked, invalid, valid } from './checked.ts';
import { findNameFault } from './find-name-fault.ts';
import { limits } from './limits.ts';
import { quoted } from './quoted.ts';

/** The names Prometheus knows: https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels */
const legal = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/** A metric name as somebody typed it into an address: it must be plain; the refusal proposes the nearest plain name. */
export function parseMetricName(text: string): Checked<string> {
  if (legal.test(text)) return requireLength(text);
  const nearest = toMetricName(text);
  const rule = `${quoted(text)} is no metric name: use letters a-z, digits and _, with no digit first`;
  return invalid(nearest.ok ? `${rule}, as in ${nearest.value}.` : `${rule}, as in room_temperature.`);
}

/** A metric name as a format carries it, exactly: any text, as in Prometheus 3. */
export function takeMetricName(text: string): Checked<string> {
  const reason = findNameFault('metric', text, limits.metricNameBytes);
  return reason === undefined ? valid(text) : invalid(reason);
}

/**
 * The nearest plain name: each character that is not legal becomes `_`, as Prometheus exporters do. Refused when no letter
 * or digit is left, because then all such names would be one.
 */
function toMetricName(text: string): Checked<string> {
  if (legal.test(text)) return requireLength(text);
  const replaced = text.replace(/[^a-zA-Z0-9_:]/gu, '_').replace(/^(?=\d)/, '_');
  if (!/[a-zA-Z0-9]/.test(replaced)) return invalid(`${quoted(text)} holds no letter a-z to make a metric name of.`);
  return requireLength(replaced);
}

function requireLength(name: string): Checked<string> {
  if (name.length <= limits.metricNameBytes) return valid(name);
  return invalid(`the metric name ${quoted(name)} is longer than ${limits.metricNameBytes} characters; shorten it.`);
}
