import type { Placement } from './place-attributes.ts';

export type MiniaturePanel = Required<Placement> & { status?: 'warn' | 'crit' | undefined };

const WIDTH = 72;
const HEIGHT = 44;
const COLUMNS = 24;
/** A dashboard may be as long as it likes; its miniature shows the first rows of it. */
const MAX_ROWS = 40;

/** The layout of a dashboard in the size of a stamp, with the panels that fire filled. */
export function BoardMiniature({ panels }: { panels: readonly MiniaturePanel[] }) {
  const rows = Math.min(MAX_ROWS, Math.max(1, ...panels.map(({ y = 0, h }) => y + h)));
  const across = (columns: number) => Math.round((columns / COLUMNS) * WIDTH);
  const down = (count: number) => Math.round((count / rows) * HEIGHT);
  return (
    <svg class="plan" viewBox="0 0 73 45" aria-hidden="true">
      {panels
        .filter(({ y = 0 }) => y < rows)
        .map(({ x = 0, y = 0, w, h, status }) => (
          <rect
            class={status === undefined ? 'plan__panel' : `plan__panel plan__panel--${status}`}
            x={across(x) + 0.5}
            y={down(y) + 0.5}
            width={across(x + w) - across(x)}
            height={down(Math.min(rows, y + h)) - down(y)}
          />
        ))}
    </svg>
  );
}
