import { Choices } from './choices.tsx';

/** The names from which a field with `list={id}` may choose. */
export function ChoiceList({ id, names }: { id: string; names: readonly string[] }) {
  return (
    <datalist id={id}>
      <Choices names={names} />
    </datalist>
  );
}
