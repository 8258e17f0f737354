import type { Scene } from '../../http/live.ts';
import { runScreen } from '../../http/run-screen.ts';
import type { PanelDefinition } from '../definition.ts';
import { type BoardSources, startBoard } from '../live.ts';
import type { Range } from '../range.ts';
import type { Dashboard } from '../store.ts';

const MIN_ROWS = 5;
const MAX_ROWS = 11;
const SERIES_ROWS = 7;

export const PREVIEW_AREA = 'edit-preview';
export const SERIES_AREA = 'edit-series';

/** One panel as it is kept, as wide as there is room, and the table of its series. Ends with each change of the dashboard. */
export function editScene(
  sources: BoardSources,
  { slug, version }: Dashboard,
  panel: PanelDefinition,
  range: Range,
): Scene {
  const { x: _x, y: _y, ...shown } = { x: undefined, y: undefined, ...panel };
  const preview = { ...shown, w: 24, h: Math.min(MAX_ROWS, Math.max(MIN_ROWS, panel.h)) } as PanelDefinition;
  const panels = [preview, ...('queries' in panel ? [seriesTable(panel)] : [])];
  return {
    name: `dashboard ${slug} ${version} panel ${panel.id} ${range.name}`,
    start: () =>
      runScreen(async events => {
        const board = await startBoard(sources, { definition: { panels }, range, ...events });
        return {
          draw: () =>
            board.draw().map((region, at) => {
              const id = at === 0 ? PREVIEW_AREA : SERIES_AREA;
              return { id, open: `<div class="cloth" id="${id}">`, regions: [region], close: '</div>' };
            }),
          stop: board.stop,
        };
      }, sources.onError),
  };
}

/** Each series of the panel in the words and the units of the panel. */
function seriesTable(panel: Extract<PanelDefinition, { queries: unknown }>): PanelDefinition {
  const { queries, unit, decimals, mappings, overrides } = panel;
  const look = Object.entries({ unit, decimals, mappings, overrides }).filter(([, value]) => value !== undefined);
  const id = panel.id === 'series' ? 'series-of-it' : 'series';
  return { kind: 'table', id, title: 'Series', queries, w: 24, h: SERIES_ROWS, ...Object.fromEntries(look) };
}
