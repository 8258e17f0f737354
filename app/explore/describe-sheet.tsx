import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { knownUnit } from '../../components/units/known-unit.ts';
import { KNOWN_UNITS } from '../../components/units/known-units.ts';
import type { Series } from '../history/history.ts';
import { HELP_MAX_BYTES, type MetricMetadata } from '../history/metric-metadata.ts';
import { inPlace } from '../http/in-place.ts';
import { routes } from '../routes.ts';
import { UNIT_MAX_CHARS } from './store.ts';

export interface DescribeSheetProps {
  readonly series: Series;
  /** As it is shown. */
  readonly unit: string;
  readonly metadata: MetricMetadata | undefined;
  /** Help that was refused, and why. */
  readonly refused?: { readonly help: string; readonly reason: string } | undefined;
}

/** What the numbers count: of this series, and of the metric with all its series. */
export function DescribeSheet({ series, unit, metadata, refused }: DescribeSheetProps) {
  return (
    <Sheet id="unit" title="Unit and help">
      <form
        class="stack series__form"
        method="post"
        action={routes.seriesUnit.href()}
        {...inPlace(routes.seriesUnit.href(), 'unit')}
      >
        <input type="hidden" name="key" value={series.key} />
        <Field
          id="unit-text"
          name="unit"
          label="Shown behind the number"
          hint={unitHint(series, metadata)}
          value={unit}
          attributes={UNIT_ATTRIBUTES}
        />
        <Field
          id="metric-unit"
          name="metricUnit"
          label="Unit of the metric"
          hint="where a sender gives none"
          value={metadata?.unit ?? ''}
          attributes={UNIT_ATTRIBUTES}
        />
        <datalist id="units">
          {UNITS.map(each => (
            <option value={each} />
          ))}
        </datalist>
        <Field
          id="metric-help"
          name="help"
          kind="textarea"
          label="Help"
          hint="for all series of the metric"
          error={refused?.reason}
          value={refused?.help ?? metadata?.help ?? ''}
          attributes={{ maxlength: HELP_MAX_BYTES, rows: 3 }}
        />
        <div>
          <Button attributes={{ id: 'unit-button' }}>Save</Button>
        </div>
      </form>
    </Sheet>
  );
}

const UNIT_ATTRIBUTES = { maxlength: UNIT_MAX_CHARS, list: 'units', autocomplete: 'off' };

/** Each unit that is known, as it is written behind a number where that says which one is meant. */
const UNITS = KNOWN_UNITS.map(({ id, symbol }) => (knownUnit(symbol)?.unit.id === id ? symbol : id));

function unitHint({ unit }: Series, metadata: MetricMetadata | undefined): string {
  if (!unit) return 'the sender gives none';
  return unit === metadata?.unit ? `the metric is in ${unit}` : `the sender says ${unit}`;
}
