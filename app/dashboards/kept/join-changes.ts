import type { BoardChange, FieldsChange, PartChange } from './board-change.ts';

/** Two changes of the same panel, one after the other, as one. Undefined: they are about more than that. */
export function joinChanges(earlier: BoardChange, later: BoardChange): BoardChange | undefined {
  const [one, another] = [soleOf(earlier), soleOf(later)];
  if (!one || !another || one.id !== another.id) return undefined;
  return { board: earlier.board, panels: { [one.id]: joinFields(one.fields, another.fields) } };
}

/** The only panel that is changed, and neither came nor went. */
function soleOf({ board, panels }: BoardChange) {
  const [entry, ...more] = Object.entries(panels);
  if (!entry || more.length > 0 || namesOf(board).length > 0) return undefined;
  const [id, fields] = entry;
  return isChange(fields) ? { id, fields } : undefined;
}

function isChange(fields: PartChange): fields is FieldsChange {
  return fields.before !== undefined && fields.after !== undefined;
}

/** As each field was before the first change of it, and as it is after the last. */
function joinFields(earlier: FieldsChange, later: FieldsChange): FieldsChange {
  return {
    before: { ...without(later.before, namesOf(earlier)), ...earlier.before },
    after: { ...without(earlier.after, namesOf(later)), ...later.after },
  };
}

function namesOf({ before, after }: FieldsChange): string[] {
  return [...Object.keys(before), ...Object.keys(after)];
}

function without(fields: FieldsChange['before'], names: readonly string[]): FieldsChange['before'] {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
