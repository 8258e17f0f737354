import type { Labels } from '../history/reading.ts';
import { addLabel, takeLabelName } from './labels.ts';
import { takeMetricName } from './metric-name.ts';
import { unescapeText } from './openmetrics-unescape.ts';

interface SampleName {
  readonly metric: string;
  readonly labels: Labels;
}

/** One of `a="b"`, `"a.b"="c"` and, for the metric, `"a.b"`, with the comma or the brace behind it. */
const PART = /\s*(?:"((?:\\.|[^"\\])*)"|([^\s"=,{}]+))\s*(?:=\s*"((?:\\.|[^"\\])*)"\s*)?([,}])/y;

/** Metric and labels of `name{a="b"}`, or of `{"any name","any label"="b"}` as Prometheus 3 writes them. */
export function readSampleName(text: string): SampleName | { readonly reason: string } {
  const open = text.indexOf('{');
  const labels: Record<string, string> = {};
  let given = (open < 0 ? text : text.slice(0, open)).trim();
  for (let at = open + 1; open >= 0 && text.slice(at).trim() !== '}'; ) {
    PART.lastIndex = at;
    const part = PART.exec(text);
    if (part === null) return { reason: 'the labels cannot be read here; write {name="text",other="text"}.' };
    const [whole, quotedName, bareName = '', value, end] = part;
    const name = quotedName === undefined ? bareName : unescapeText(quotedName);
    at += whole.length;
    if (value === undefined || name === '__name__') {
      if (given !== '' || (value === undefined && quotedName === undefined))
        return { reason: 'a label has no value, or the metric is named twice; write name="text".' };
      given = value === undefined ? name : unescapeText(value);
    } else {
      const reason = addGivenLabel(labels, name, unescapeText(value));
      if (reason !== undefined) return { reason };
    }
    if (end === '}') break;
  }
  if (given === '') return { reason: 'the name of the metric is missing; the line must begin with it.' };
  const metric = takeMetricName(given);
  return metric.ok ? { metric: metric.value, labels } : metric;
}

/** Gives the reason when it cannot be added. */
function addGivenLabel(labels: Record<string, string>, given: string, value: string): string | undefined {
  const name = takeLabelName(given);
  return name.ok ? addLabel(labels, name.value, value) : name.reason;
}
