export type Person = { initials: string; name: string };

/** Who is here, as initials; the names are read out and shown on pointing. */
export function People({ people, label }: { people: readonly Person[]; label?: string | undefined }) {
  if (people.length === 0) return null;
  return (
    <ul class="people" aria-label={label ?? 'People here'}>
      {people.map(({ initials, name }) => (
        <li class="people__person" title={name}>
          <span aria-hidden="true">{initials}</span>
          <span class="unseen">{name}</span>
        </li>
      ))}
    </ul>
  );
}
