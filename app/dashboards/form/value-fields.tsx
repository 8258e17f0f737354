import { KNOWN_UNITS } from '../../../components/units/known-units.ts';
import { FormField } from './form-field.tsx';
import type { PanelForm } from './panel-form.ts';

/** How values are told: unit, decimals, the ends of the scale, and words where there is none. */
export function ValueFields({ form }: { form: PanelForm }) {
  const number = { inputmode: 'decimal' };
  return (
    <>
      <div class="form__pair">
        <FormField
          {...{ form }}
          name="unit"
          label="Unit"
          attributes={{ list: 'units', placeholder: 'as it is sent' }}
        />
        <FormField {...{ form }} name="decimals" label="Decimals" attributes={{ ...number, placeholder: 'as fits' }} />
      </div>
      <div class="form__pair">
        <FormField {...{ form }} name="min" label="Scale from" attributes={{ ...number, placeholder: 'as fits' }} />
        <FormField {...{ form }} name="max" label="to" attributes={{ ...number, placeholder: 'as fits' }} />
      </div>
      <FormField
        {...{ form }}
        name="noValue"
        label="Said where there is no value"
        attributes={{ placeholder: 'Nothing yet' }}
      />
      <datalist id="units">
        {KNOWN_UNITS.map(({ id, symbol }) => (
          <option value={id}>{symbol}</option>
        ))}
      </datalist>
    </>
  );
}
