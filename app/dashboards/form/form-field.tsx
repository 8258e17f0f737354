import { Field, type FieldProps } from '../../../components/field.tsx';
import type { PanelForm } from './panel-form.ts';
import { fieldId } from './word.tsx';

interface FormFieldProps extends Omit<FieldProps, 'id' | 'value' | 'error'> {
  readonly form: PanelForm;
}

/** A field of the form of a panel, with what stands in it and what is wrong with it. */
export function FormField({ form, name, attributes, ...props }: FormFieldProps) {
  return (
    <Field
      {...props}
      {...{ name, id: fieldId(name), value: form.get(name), error: form.problem(name) }}
      attributes={{ autocomplete: 'off', ...attributes }}
    />
  );
}
