import { YARN_NAMES } from '../../../components/chart/series.ts';
import type { PanelForm } from './panel-form.ts';
import { RowList } from './row-list.tsx';
import { Word } from './word.tsx';

const BY = [
  { name: 'name', words: 'the series called' },
  { name: 'series', words: 'series that are' },
];
const COLOURS = [{ name: '', words: 'its colour' }, ...YARN_NAMES.map(name => ({ name, words: name }))];
const AXES = [
  { name: '', words: 'its axis' },
  { name: 'left', words: 'left axis' },
  { name: 'right', words: 'right axis' },
];

/** What single series look like. */
export function OverrideRows({ form }: { form: PanelForm }) {
  return (
    <RowList
      form={form}
      list="overrides"
      title="Single series"
      one="series"
      row={(name, nth) => {
        const word = (part: string, about: string) => ({
          form,
          name: `${name}.${part}`,
          label: `Series ${nth}, ${about}`,
        });
        const isSelector = form.get(`${name}.by`) === 'series';
        return (
          <>
            <Word {...word('by', 'how it is found')} options={BY} fallback="name" />
            <Word {...word('match', 'which')} isName placeholder={isSelector ? '{mode="user"}' : 'user'} />
            <Word {...word('as.name', 'another name')} placeholder="its name" />
            <Word {...word('as.colour', 'colour')} options={COLOURS} />
            <Word {...word('as.unit', 'unit')} width="short" placeholder="its unit" attributes={{ list: 'units' }} />
            <Word {...word('as.axis', 'axis')} options={AXES} />
          </>
        );
      }}
    />
  );
}
