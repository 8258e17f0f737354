import type { Child } from 'hono/jsx';
import { CONTROLS, TEXT_MAX_CHARS } from '../kinds/control.ts';
import { FormField } from './form-field.tsx';
import type { PanelForm } from './panel-form.ts';
import { controlOf, type PressedAs, type Target, targetOf } from './read-control.ts';
import { RowList } from './row-list.tsx';
import { Word } from './word.tsx';

interface Props {
  readonly form: PanelForm;
}

const NUMBER = { inputmode: 'decimal' };

const KINDS: Readonly<Record<PressedAs, string>> = {
  button: 'A button',
  switch: 'A switch',
  slider: 'A slider',
  choice: 'A choice',
  text: 'A text',
};

const TARGETS: Readonly<Record<Target, string>> = {
  event: 'An event of a topic',
  series: 'A reading of a series',
  webhook: 'A post to an address',
};

/** What is pressed, what that sends and where: only what belongs to what was chosen. */
export function ControlFields({ form }: Props) {
  const kinds = CONTROLS.map(value => ({ value, label: KINDS[value] }));
  const targets = Object.entries(TARGETS).map(([value, label]) => ({ value, label }));
  return (
    <>
      <FormField form={form} name="control" label="What is pressed" options={kinds} />
      {OF_CONTROL[controlOf(form)]({ form })}
      <FormField form={form} name="sends" label="What it sends" options={targets} />
      {OF_TARGET[targetOf(form)]({ form })}
      <FormField
        form={form}
        name="confirmExpr"
        label="How the device says how it is, in PromQL"
        attributes={{ placeholder: 'pump_running' }}
      />
      <FormField
        form={form}
        name="question"
        label="Asked before it is sent"
        attributes={{ maxlength: 200, placeholder: 'nothing: it is sent at once' }}
      />
    </>
  );
}

const OF_CONTROL: Readonly<Record<PressedAs, (props: Props) => Child>> = {
  button: ({ form }) => (
    <div class="form__pair">
      <FormField form={form} name="label" label="On it stands" attributes={{ placeholder: 'the title' }} />
      <FormField form={form} name="value" label="It sends" attributes={{ placeholder: '1' }} />
    </div>
  ),
  switch: ({ form }) => (
    <div class="form__pair">
      <FormField form={form} name="on" label="On sends" attributes={{ ...NUMBER, placeholder: '1' }} />
      <FormField form={form} name="off" label="Off sends" attributes={{ ...NUMBER, placeholder: '0' }} />
    </div>
  ),
  slider: ({ form }) => (
    <>
      <div class="form__pair">
        <FormField form={form} name="min" label="From" attributes={{ ...NUMBER, placeholder: '0' }} />
        <FormField form={form} name="max" label="to" attributes={{ ...NUMBER, placeholder: '100' }} />
      </div>
      <div class="form__pair">
        <FormField form={form} name="step" label="In steps of" attributes={{ ...NUMBER, placeholder: '1' }} />
        <FormField form={form} name="unit" label="Unit" />
      </div>
    </>
  ),
  choice: ({ form }) => (
    <RowList
      {...{ form, list: 'options', title: 'What can be chosen', one: 'option' }}
      row={(name, nth) => (
        <>
          <Word {...{ form, name: `${name}.label` }} label={`Option ${nth}, its words`} placeholder="Saving" />
          <span>sends</span>
          <Word {...{ form, name: `${name}.value` }} label={`Option ${nth}, what it sends`} placeholder="eco" />
        </>
      )}
    />
  ),
  text: ({ form }) => (
    <FormField
      form={form}
      name="maxChars"
      label="Characters at most"
      attributes={{ inputmode: 'numeric', placeholder: '200' }}
      hint={`up to ${TEXT_MAX_CHARS}`}
    />
  ),
};

const OF_TARGET: Readonly<Record<Target, (props: Props) => Child>> = {
  event: ({ form }) => (
    <FormField form={form} name="sends.topic" label="Topic" attributes={{ list: 'names', placeholder: 'pump' }} />
  ),
  series: ({ form }) => (
    <FormField
      form={form}
      name="sends.series"
      label="Series"
      attributes={{ list: 'names', placeholder: 'lamp{room="hall"}' }}
    />
  ),
  webhook: ({ form }) => (
    <FormField
      form={form}
      name="sends.url"
      label="Address"
      attributes={{ type: 'url', placeholder: 'http://192.168.1.20/relay' }}
    />
  ),
};
