import type { PanelForm } from './panel-form.ts';
import { RowList } from './row-list.tsx';
import { STATUS_OPTIONS } from './status-options.ts';
import { Word } from './word.tsx';

/** From which values on something is well, or is not. */
export function ThresholdRows({ form }: { form: PanelForm }) {
  return (
    <RowList
      form={form}
      list="thresholds.steps"
      title="Thresholds"
      one="threshold"
      head={
        <div class="rows__head">
          <Word
            {...{ form, name: 'thresholds.direction', label: 'Where trouble lies' }}
            options={[
              { name: 'above', words: 'above' },
              { name: 'below', words: 'below' },
            ]}
          />
          <Word
            {...{ form, name: 'thresholds.of', label: 'What the limits count' }}
            options={[
              { name: 'value', words: 'the value' },
              { name: 'percent', words: 'per cent of the scale' },
            ]}
          />
        </div>
      }
      row={(name, nth) => (
        <>
          <Word {...{ form, name: `${name}.at` }} label={`Threshold ${nth}, value`} width="short" placeholder="80" />
          <Word
            {...{ form, name: `${name}.status` }}
            label={`Threshold ${nth}, status`}
            options={STATUS_OPTIONS}
            fallback="warn"
          />
          <Word {...{ form, name: `${name}.word` }} label={`Threshold ${nth}, in words`} placeholder="in words" />
        </>
      )}
    />
  );
}
