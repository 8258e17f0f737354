import { ActButton } from './act-button.tsx';
import { ChoiceList } from './choice-list.tsx';
import { lookingUp } from './looking-up.ts';
import type { PanelForm } from './panel-form.ts';
import { acts } from './perform-act.ts';
import { fieldId, Word } from './word.tsx';

const OPS = [
  { name: '=', words: 'is' },
  { name: '!=', words: 'is not' },
  { name: '=~', words: 'matches' },
  { name: '!~', words: 'does not match' },
];

interface ConditionProps {
  readonly slug: string;
  readonly form: PanelForm;
  readonly row: string;
  readonly at: number;
  readonly known: readonly string[];
  readonly labelList: string;
}

/** What a label of the series must be. */
export function Condition({ slug, form, row, at, known, labelList }: ConditionProps) {
  const name = `${row}.where.${at}`;
  const list = `${fieldId(name)}-values`;
  const nth = `Condition ${at + 1}`;
  return (
    <span class="sentence__part">
      <span>{at === 0 ? 'where' : 'and'}</span>
      <Word
        form={form}
        name={`${name}.label`}
        label={`${nth}, label`}
        isName
        placeholder="label"
        attributes={{ list: labelList }}
      />
      <Word form={form} name={`${name}.op`} label={`${nth}, how`} options={OPS} />
      <Word
        form={form}
        name={`${name}.value`}
        label={`${nth}, value`}
        isName
        placeholder="value"
        attributes={{ list, ...lookingUp(slug, list, `${name}.value`, 'value', [`${row}.metric`, `${name}.label`]) }}
      />
      <ActButton act={acts.remove(`${row}.where`, at)} look="plain" icon="cross" label={`Remove condition ${at + 1}`} />
      <ChoiceList id={list} names={known} />
    </span>
  );
}
