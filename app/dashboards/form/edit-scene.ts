import type { State } from '../../../db/state.ts';
import type { Scene } from '../../http/live.ts';
import { type FeedEvents, runScreen } from '../../http/run-screen.ts';
import { follow } from '../../stream/follow.ts';
import type { PanelDefinition } from '../definition.ts';
import { type BoardSources, startBoard } from '../live.ts';
import type { Dashboard, DashboardStore } from '../store.ts';
import type { BoardView } from '../view/board-view.ts';
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
export function editScene(options: EditSceneOptions, board: Dashboard, panel: PanelDefinition, view: BoardView): Scene {
  return {
    name: `panel ${board.slug} ${panel.id} ${digestOf(board, panel)} ${view.name}`,
    start: () => runScreen(events => startFeed(options, board, panel, { view, ...events }), options.sources.onError),
  };
}

/** Another one when what is drawn would be: the panel, or what its dashboard can be looked at for. */
function digestOf({ definition: { variables } }: Dashboard, panel: PanelDefinition): string {
  return `${panelDigest(panel)} ${JSON.stringify(variables ?? [])}`;
}

async function startFeed(
  { state, store, sources }: EditSceneOptions,
  drawn: Dashboard,
  panel: PanelDefinition,
  { view, ...events }: FeedEvents & { readonly view: BoardView },
) {
  const { slug, definition } = drawn;
  const stopping = new AbortController();
  const { signal } = stopping;
  const changes = state.outbox.changes.subscribe({
    signal,
    filter: ({ topic, key }) => topic === 'dashboard' && key === slug,
  });
  const isStill = () => {
    const now = store.find(slug);
    const known = now && panelOn(now, panel.id);
    return known !== undefined && digestOf(now!, known) === digestOf(drawn, panel);
  };
  const { variables } = definition;
  const shown = { panels: shownPanels(panel), ...(variables && { variables }) };
  const board = await startBoard(sources, { definition: shown, view, ...events }).catch(error => {
    stopping.abort();
    throw error;
  });
  follow(changes, { onChange: () => isStill() || events.onLost(), onLost: events.onLost, signal });
  // Somebody may have changed it before the subscription began.
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

/** As wide as the page has room, and not where it stands on the dashboard; one that is repeated is one, for all values. */
function shownPanels(panel: PanelDefinition): PanelDefinition[] {
  const { x: _x, y: _y, repeat: _repeat, ...shown } = { x: undefined, y: undefined, ...panel };
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
