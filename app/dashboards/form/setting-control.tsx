import { SegmentChoice } from '../../../components/segment.tsx';
import { Switch } from '../../../components/switch.tsx';
import { FormField } from './form-field.tsx';
import type { PanelForm } from './panel-form.ts';
import type { SettingField } from './setting-fields.ts';

/** So many choices stand side by side; more of them are a list. */
const MAX_SIDE_BY_SIDE = 4;

interface SettingControlProps {
  readonly form: PanelForm;
  readonly setting: SettingField;
  /** Of the dashboard. */
  readonly variables: readonly string[];
}

/** The control of a setting that only some kinds have. */
export function SettingControl({ form, setting, variables }: SettingControlProps) {
  const { name, label, control, isOptional } = setting;
  if (name === 'repeat') return <Repeat {...{ form, label, variables }} />;
  if (control === 'flag') return <Switch name={name} label={label} checked={form.has(name)} />;
  if (control === 'choice') return <Choice form={form} setting={setting} />;
  if (control === 'long')
    return <FormField {...{ form, name, label }} kind="textarea" attributes={{ rows: name === 'markdown' ? 12 : 2 }} />;
  const numeric = control === 'number' ? { inputmode: 'decimal' } : {};
  const named = NAMING.has(name) ? { list: 'names' } : {};
  const hint = control === 'list' ? 'with commas between' : isOptional ? 'if need be' : undefined;
  return <FormField {...{ form, name, label }} {...(hint && { hint })} attributes={{ ...numeric, ...named }} />;
}

/** Settings that name something that was sent. */
const NAMING = new Set(['name', 'stream', 'topics']);

function Choice({ form, setting: { name, label, options, isOptional } }: { form: PanelForm; setting: SettingField }) {
  const words = (option: string) => option[0]!.toUpperCase() + option.slice(1);
  const all = [
    ...(isOptional ? [{ value: '', label: 'As usual' }] : []),
    ...options.map(value => ({ value, label: words(value) })),
  ];
  if (all.length > MAX_SIDE_BY_SIDE) return <FormField {...{ form, name, label }} options={all} />;
  return (
    <div class="field">
      <span class="field__label" aria-hidden="true">
        {label}
      </span>
      <SegmentChoice {...{ label, name }} value={form.get(name)} options={all} />
    </div>
  );
}

/** Where the dashboard has no variables there is nothing to choose; what was said once stays. */
function Repeat({ form, label, variables }: { form: PanelForm; label: string; variables: readonly string[] }) {
  const chosen = form.get('repeat');
  const all = [...new Set([...variables, ...(chosen === '' ? [] : [chosen])])];
  if (all.length === 0) return <input type="hidden" name="repeat" value="" />;
  const options = [{ value: '', label: 'nothing: there is one' }, ...all.map(value => ({ value, label: `$${value}` }))];
  return <FormField {...{ form, label, options }} name="repeat" />;
}
