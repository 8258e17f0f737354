import type { SeriesName } from '../history/rename.ts';
import { type Checked, invalid, valid } from './checked.ts';
import { addLabel, takeLabelName } from './labels.ts';
import { takeMetricName } from './metric-name.ts';

/** A name that a person gives a series, by the rules for names that senders give. A label without a value is none. */
export function checkSeriesName(
  metric: string,
  pairs: readonly (readonly [name: string, value: string])[],
): Checked<SeriesName> {
  const checked = takeMetricName(metric);
  if (!checked.ok) return checked;
  const labels: Record<string, string> = {};
  for (const [text, value] of pairs) {
    if (value === '') continue;
    const name = takeLabelName(text);
    if (!name.ok) return name;
    const reason = addLabel(labels, name.value, value);
    if (reason !== undefined) return invalid(reason);
  }
  return valid({ metric: checked.value, labels });
}
