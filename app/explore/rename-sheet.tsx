import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Shape } from '../../components/icons.tsx';
import { Sheet } from '../../components/sheet.tsx';
import type { Series } from '../history/history.ts';
import { inPlace } from '../http/in-place.ts';
import { routes } from '../routes.ts';

/** What somebody asked for and did not get. */
export interface RefusedName {
  readonly metric: string;
  readonly pairs: readonly (readonly [name: string, value: string])[];
  readonly reason: string;
  /** Another series has this name: it may be joined. */
  readonly mayJoin: boolean;
}

export interface RenameSheetProps {
  readonly series: Pick<Series, 'key' | 'metric' | 'labels'>;
  readonly refused?: RefusedName | undefined;
}

/** Metric and labels, as fields; one more pair is there to add a label, and an empty value takes one away. */
export function RenameSheet({ series, refused }: RenameSheetProps) {
  const { metric, pairs } = refused ?? { metric: series.metric, pairs: Object.entries(series.labels) };
  return (
    <Sheet id="rename" title="Rename">
      <form
        class="stack series__form"
        method="post"
        action={routes.seriesName.href()}
        {...inPlace(routes.seriesName.href(), 'rename')}
      >
        <input type="hidden" name="key" value={series.key} />
        <Field
          id="rename-metric"
          name="metric"
          label="Metric"
          value={metric}
          attributes={{ required: true, autocomplete: 'off', spellcheck: false, ...describedBy(refused) }}
        />
        <fieldset class="series__pairs">
          <legend class="field__label">
            Labels <span class="field__hint">an empty value takes one away</span>
          </legend>
          {[...pairs, ['', ''] as const].map(([name, value], i) => (
            <Pair name={name} value={value} number={i + 1} />
          ))}
        </fieldset>
        {refused && (
          <p class="field__error" id="rename-error" role="alert">
            <Shape name="crit" />
            <span>{refused.reason}</span>
          </p>
        )}
        {refused?.mayJoin && (
          <label class="series__join">
            <input type="checkbox" name="join" value="on" />
            <span>
              Join them. Where both have a reading of the same moment, the one that is under this name now stays. There
              is no way back.
            </span>
          </label>
        )}
        <p class="soft">
          Its readings stay. A sender that goes on with the old name makes a new series of it, and panels that ask for
          the old name do not find this one any more.
        </p>
        <div>
          <Button attributes={{ id: 'rename-button' }}>Rename</Button>
        </div>
      </form>
    </Sheet>
  );
}

function describedBy(refused: RefusedName | undefined) {
  return refused ? { 'aria-describedby': 'rename-error' } : {};
}

function Pair({ name, value, number }: { name: string; value: string; number: number }) {
  const common = { class: 'box__control', autocomplete: 'off', spellcheck: false } as const;
  return (
    <div class="series__pair">
      <div class="box">
        <input
          {...common}
          id={`rename-label-${number}`}
          name="label"
          value={name}
          aria-label={`Name of label ${number}`}
        />
      </div>
      <span class="soft" aria-hidden="true">
        =
      </span>
      <div class="box">
        <PairValue {...{ common, value, number }} />
      </div>
    </div>
  );
}

/** A field of one line would lose line breaks. */
function PairValue({
  common,
  value,
  number,
}: {
  common: Readonly<Record<string, string | boolean>>;
  value: string;
  number: number;
}) {
  const given = { ...common, id: `rename-value-${number}`, name: 'value', 'aria-label': `Value of label ${number}` };
  return value.includes('\n') ? <textarea {...given}>{`\n${value}`}</textarea> : <input {...given} value={value} />;
}
