import type { PanelForm } from './panel-form.ts';
import { RowList } from './row-list.tsx';
import { STATUS_OPTIONS } from './status-options.ts';
import { Word } from './word.tsx';

const WHICH = [
  { name: 'value', words: 'value' },
  { name: 'range', words: 'from, to' },
  { name: 'none', words: 'no value' },
  { name: 'infinite', words: 'infinite' },
];

/** Words in place of values. */
export function MappingRows({ form }: { form: PanelForm }) {
  return (
    <RowList
      form={form}
      list="mappings"
      title="Words for values"
      one="mapping"
      row={(name, nth) => <MappingRow {...{ form, name, nth }} />}
    />
  );
}

function MappingRow({ form, name, nth }: { form: PanelForm; name: string; nth: number }) {
  const is = form.get(`${name}.is`) || 'value';
  const word = (part: string) => ({ form, name: `${name}.${part}`, label: `Mapping ${nth}, ${part}` });
  return (
    <>
      <Word {...word('is')} label={`Mapping ${nth}, of what`} options={WHICH} fallback="value" />
      {is === 'value' && <Word {...word('value')} width="short" placeholder="0" />}
      {is === 'range' && <Word {...word('from')} width="short" placeholder="from" />}
      {is === 'range' && <Word {...word('to')} width="short" placeholder="to" />}
      <span>is</span>
      <Word {...word('text')} placeholder="open" />
      <Word {...word('status')} options={[{ name: '', words: 'as it is' }, ...STATUS_OPTIONS]} />
    </>
  );
}
