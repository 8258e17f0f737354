/** How fresh the data of a panel is; nothing else (an alert has its own ring). `plain`: it shows no data, and has no yarn. */
export type YarnState = 'live' | 'late' | 'stale' | 'lost' | 'loading' | 'empty' | 'error' | 'plain';

/** A telltale, to be put as the first child of what it belongs to; that element must be positioned. */
export function Yarn({ state }: { state: YarnState }) {
  if (state === 'plain') return null;
  return (
    <svg class={state === 'live' ? 'yarn' : `yarn yarn--${state}`} aria-hidden="true">
      <use href={`#yarn-${state === 'empty' ? 'loading' : state}`} />
    </svg>
  );
}
