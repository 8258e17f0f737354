import type { State } from '../../../db/state.ts';
import type { Scene } from '../../http/live.ts';
import { type FeedEvents, runScreen } from '../../http/run-screen.ts';
import { follow } from '../../stream/follow.ts';
import type { PanelDefinition } from '../definition.ts';
import { type BoardSources, startBoard } from '../live.ts';
import type { Range } from '../range.ts';
import type { DashboardStore } from '../store.ts';
import { panelDigest } from './editors.ts';
import { panelOn } from './panel-on.ts';

export interface EditSceneOptions {
  readonly state: Pick<State, 'outbox'>;
  readonly store: Pick<DashboardStore, 'find'>;
  readonly sources: BoardSources;
}

const MIN_ROWS = 5;
const MAX_ROWS = 11;
const SERIES_ROWS = 7;

export const PREVIEW_AREA = 'edit-preview';
export const SERIES_AREA = 'edit-series';

/** One panel as it is kept, as wide as there is room, and the table of its series. It ends when the panel changes: its viewers come back to the new one. */
export function editScene(options: EditSceneOptions, slug: string, panel: PanelDefinition, range: Range): Scene {
  return {
    name: `panel ${slug} ${panel.id} ${panelDigest(panel)} ${range.name}`,
    start: () => runScreen(events => startFeed(options, slug, panel, { range, ...events }), options.sources.onError),
  };
}

async function startFeed(
  { state, store, sources }: EditSceneOptions,
  slug: string,
  panel: PanelDefinition,
  { range, ...events }: FeedEvents & { readonly range: Range },
) {
  const stopping = new AbortController();
  const { signal } = stopping;
  const changes = state.outbox.changes.subscribe({
    signal,
    filter: ({ topic, key }) => topic === 'dashboard' && key === slug,
  });
  // Others may have moved on before the subscription began.
  const isStill = () => {
    const board = store.find(slug);
    const now = board && panelOn(board, panel.id);
    return now !== undefined && panelDigest(now) === panelDigest(panel);
  };
  const board = await startBoard(sources, { definition: { panels: shownPanels(panel) }, range, ...events });
  follow(changes, { onChange: () => isStill() || events.onLost(), onLost: events.onLost, signal });
  if (!isStill()) queueMicrotask(() => events.onLost());
  return {
    draw: () =>
      board.draw().map((region, at) => {
        const id = at === 0 ? PREVIEW_AREA : SERIES_AREA;
        return { id, open: `<div class="cloth" id="${id}">`, regions: [region], close: '</div>' };
      }),
    stop() {
      stopping.abort();
      board.stop();
    },
  };
}

/** As wide as the page has room, and not where it stands on the dashboard. */
function shownPanels(panel: PanelDefinition): PanelDefinition[] {
  const { x: _x, y: _y, ...shown } = { x: undefined, y: undefined, ...panel };
  const preview = { ...shown, w: 24, h: Math.min(MAX_ROWS, Math.max(MIN_ROWS, panel.h)) } as PanelDefinition;
  return 'queries' in panel ? [preview, seriesTable(panel)] : [preview];
}

/** Each series of the panel in the words and the units of the panel. */
function seriesTable(panel: Extract<PanelDefinition, { queries: unknown }>): PanelDefinition {
  const { queries, unit, decimals, mappings, overrides } = panel;
  const look = Object.entries({ unit, decimals, mappings, overrides }).filter(([, value]) => value !== undefined);
  const id = panel.id === 'series' ? 'series-of-it' : 'series';
  return { kind: 'table', id, title: 'Series', queries, w: 24, h: SERIES_ROWS, ...Object.fromEntries(look) };
}
