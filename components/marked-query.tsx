/** Code units, `to` exclusive. */
interface Place {
  readonly from: number;
  readonly to: number;
}

/** The query as it was written, with one place marked. A place at the end, where something is missing, is a gap. */
export function MarkedQuery({ query, at }: { query: string; at: Place }) {
  const wrong = query.slice(at.from, at.to);
  return (
    <code class="query__marked">
      {query.slice(0, at.from)}
      <mark class={wrong.trim() === '' ? 'query__wrong query__wrong--gap' : 'query__wrong'}>
        {wrong.trim() === '' ? '\u00a0' : wrong}
      </mark>
      {query.slice(at.to)}
    </code>
  );
}
