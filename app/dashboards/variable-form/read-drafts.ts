import { MAX_VARIABLES } from '../variables/variable.ts';
import type { Draft } from './draft.ts';

export interface SentDrafts {
  readonly drafts: readonly Draft[];
  /** Which button was pressed. */
  readonly act: 'save' | 'preview';
}

/** The variables of a sent form in their new order: those without a name and those to be taken away are left out. */
export function readDrafts(form: URLSearchParams): SentDrafts {
  const text = (name: string, at: number) => (form.get(`${name}.${at}`) ?? '').replaceAll('\r\n', '\n');
  // One more than there may be, so that too many are refused and not forgotten.
  const drafts = Array.from({ length: MAX_VARIABLES + 2 }, (_, at) => ({
    ...{ name: text('name', at), label: text('label', at), kind: text('kind', at) || 'query' },
    ...{ offers: text('offers', at), value: text('value', at) },
    ...{ isMulti: form.has(`isMulti.${at}`), hasAll: form.has(`hasAll.${at}`) },
    isGone: form.has(`isGone.${at}`),
    place: Number(text('place', at) || at + 1),
  }));
  const kept = drafts.filter(({ name, offers, isGone }) => !isGone && (name.trim() !== '' || offers.trim() !== ''));
  const ordered = kept.toSorted((a, b) => a.place - b.place).map(({ isGone: _, place: __, ...draft }) => draft);
  return { drafts: ordered, act: form.get('act') === 'preview' ? 'preview' : 'save' };
}
