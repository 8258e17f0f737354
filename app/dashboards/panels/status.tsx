import { StatusGrid } from '../../../components/chart/status-grid.tsx';
import { tellNewest } from '../look/tell-newest.ts';
import type { Panel } from '../panel.ts';
import { seriesPanel } from './series-panel.ts';
import { silenceOf } from './silence-of.ts';

/** Cells that are drawn; the others are counted. */
const MAX_CELLS = 200;

/** A cell a series: its name, how it is in a word, and the shape of its status. */
export const status: Panel<'status'> = {
  ...seriesPanel,
  kind: 'status',
  isWide: true,
  draw(definition, view) {
    const all = view.queries.flat();
    const cells = all.slice(0, MAX_CELLS).map(one => {
      const { text, status, words } = tellNewest(one, definition, view);
      return { name: one.name, told: text, status, words, silence: silenceOf(one, view.nowMs) };
    });
    return <StatusGrid label={definition.title} cells={cells} hiddenCount={all.length - cells.length} />;
  },
};
