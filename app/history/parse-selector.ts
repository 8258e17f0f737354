import type { Selector } from './history.ts';
import { parseSeriesName } from './parse-series-name.ts';

/**
 * Reads an instant vector selector with equality matchers, the part of PromQL that panels use:
 * `host_cpu_percent`, `temperature{room="kitchen", floor="2"}`, `{"cpu.load"}`. A sentence when it is anything else.
 */
export function parseSelector(text: string): Selector | { readonly problem: string } {
  const name = parseSeriesName(text);
  if (name) return { metrics: [name.metric], labels: name.labels };
  if (text.includes('{')) {
    const rule = 'a name of more than letters, digits and _ stands in quotes, as in {"cpu.load"}';
    return { problem: `The labels of "${text}" must read {name="value", other="value"}; ${rule}.` };
  }
  return { problem: `"${text}" is not a metric name, with or without {label="value"} behind it.` };
}
