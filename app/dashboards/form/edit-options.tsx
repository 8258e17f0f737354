import { ChoiceList } from './choice-list.tsx';
import { ControlFields } from './control-fields.tsx';
import type { EditView } from './edit-view.ts';
import { FormField } from './form-field.tsx';
import { KindChoice } from './kind-choice.tsx';
import { kindShape } from './kind-shape.ts';
import { MappingRows } from './mapping-rows.tsx';
import { OverrideRows } from './override-rows.tsx';
import { SettingControl } from './setting-control.tsx';
import { settingFields } from './setting-fields.ts';
import { ThresholdRows } from './threshold-rows.tsx';
import { ValueFields } from './value-fields.tsx';

/** What stands at the side: the kind of panel and how it looks. */
export function EditOptions({ form, names, variables }: Pick<EditView, 'form' | 'names' | 'variables'>) {
  const kind = form.get('kind');
  const hasValues = 'queries' in kindShape(kind);
  return (
    <section class="sheet edit__options" id="edit-options" aria-label="How it looks">
      <KindChoice form={form} />
      <div class="edit__fields">
        <FormField form={form} name="title" label="Title" attributes={{ maxlength: 200 }} />
        <FormField form={form} name="subtitle" label="Subtitle" attributes={{ maxlength: 200 }} />
        {settingFields(kind).map(setting => (
          <SettingControl {...{ form, setting, variables }} />
        ))}
        {kind === 'control' && <ControlFields form={form} />}
        {hasValues && <ValueFields form={form} />}
      </div>
      {hasValues && (
        <div class="edit__fields">
          <ThresholdRows form={form} />
          <MappingRows form={form} />
          <OverrideRows form={form} />
        </div>
      )}
      <ChoiceList id="names" names={names} />
    </section>
  );
}
