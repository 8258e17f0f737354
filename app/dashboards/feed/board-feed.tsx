import { Empty } from '../../../components/empty.tsx';
import { PageWhat } from '../../../components/page-what.tsx';
import { textPage } from '../../../components/text/text-page.ts';
import type { Outbox } from '../../../db/outbox.ts';
import { wholeArea } from '../../http/area.tsx';
import type { FeedEvents } from '../../http/run-screen.ts';
import type { Area, Region } from '../../http/screen.ts';
import type { TextFeed } from '../../http/text-feed.ts';
import { follow } from '../../stream/follow.ts';
import type { PanelDefinition } from '../definition.ts';
import type { BoardFolder } from '../folder/board-folder.ts';
import { fileNote } from '../folder/file-note.tsx';
import { type ArrangedPanel, arrangePanels } from '../layout/arrange-panels.ts';
import { groupsOf, type ShownPanel } from '../layout/groups-of.ts';
import { ungrouped } from '../layout/ungrouped.ts';
import { type BoardOptions, type BoardSources, clothArea } from '../live.ts';
import { requireDashboard } from '../require-dashboard.ts';
import type { Dashboard, DashboardStore } from '../store.ts';
import { boardNote } from './board-note.tsx';
import { collapsedIn, type Folds, withFold } from './folds.ts';
import { hasControls } from './has-controls.ts';
import { startMovingBoard } from './moving-board.ts';
import { placeShown } from './place-shown.ts';
import { sectionLine } from './section-line.tsx';

export interface BoardFeedSources {
  readonly store: Pick<DashboardStore, 'find' | 'versionOf'>;
  readonly changes: Outbox['changes'];
  readonly folder: Pick<BoardFolder, 'find'>;
  readonly sources: BoardSources;
}

export interface BoardFeedOptions {
  readonly slug: string;
  /** Range and the like, as `startBoard` takes them. */
  readonly look: Omit<BoardOptions, 'definition' | 'onChange' | 'onLost'>;
  readonly folds: Folds;
  /** Where a section is the other way round; undefined: sections stay open. */
  readonly foldHref?: (folds: Folds) => string;
  /** Each panel is shown once, also where it is repeated. */
  readonly isBuilding?: boolean;
  /** More to be drawn beside the panels, of the dashboard as it is now. */
  readonly more?: (dashboard: Dashboard, arranged: readonly ArrangedPanel[]) => readonly Area[];
  /** More that may change, until the signal is aborted. */
  readonly watch?: (onChange: () => void, signal: AbortSignal) => void;
}

/** A dashboard over data that move, which goes on when the dashboard itself is changed; it ends when that is gone. */
export async function startBoardFeed(
  { store, changes, folder, sources }: BoardFeedSources,
  { slug, look, folds, foldHref, isBuilding = false, more, watch }: BoardFeedOptions,
  events: FeedEvents,
): Promise<TextFeed> {
  const shownOf = (dashboard: Dashboard) => {
    const { panels: all, variables } = dashboard.definition;
    const collapsed = foldHref ? collapsedIn(all, folds) : new Set<string>();
    const panels = isBuilding ? all.map(once) : all;
    // Panels that are not shown are not asked for.
    const open = groupsOf(panels).map(group =>
      collapsed.has(group.section?.id ?? '') ? { ...group, panels: [] } : group,
    );
    const asked = { panels: ungrouped(open), ...(variables && { variables }) };
    return { dashboard, collapsed, asked, file: fileNote(folder.find(slug)) };
  };
  let shown = shownOf(requireDashboard(store, slug));
  const moving = await startMovingBoard(sources, shown.asked, { ...look, ...events });
  const arrange = () => arrangePanels(placeShown(shown.asked.panels, moving.board.shown));
  const stopping = new AbortController();
  const { signal } = stopping;
  let turn: Promise<void> = Promise.resolve();

  const renew = async () => {
    const dashboard = signal.aborted ? undefined : store.find(slug);
    if (!dashboard) return events.onLost();
    const next = shownOf(dashboard);
    // Who looks has to be told apart from now on, or not any more: they come back to a screen for those who may press, or for all.
    if (hasControls(dashboard.definition) !== hasControls(shown.dashboard.definition)) return events.onLost();
    await moving.take(next.asked);
    shown = next;
    events.onChange();
  };
  const inTurn = (task: () => Promise<void> | void): Promise<void> => {
    turn = turn.then(task).catch(events.onLost);
    return turn;
  };

  const concerns = {
    signal,
    filter: ({ topic, key }: { topic: string; key: string }) => topic === 'dashboard' && key === slug,
  };
  follow(changes.subscribe(concerns), { onChange: () => void inTurn(renew), onLost: events.onLost, signal });
  watch?.(events.onChange, signal);

  const lineOf = (section: ArrangedPanel & { kind: 'section' }): Region => {
    const isCollapsed = shown.collapsed.has(section.id);
    const group = groupsOf(shown.dashboard.definition.panels).find(each => each.section?.id === section.id);
    const href = foldHref?.(withFold(folds, section.id, !isCollapsed));
    const menu = look.menuOf?.(section);
    return sectionLine({ section, isCollapsed, count: group?.panels.length ?? 0, href, menu });
  };

  return {
    draw() {
      const { dashboard, file } = shown;
      const arranged = arrange();
      const drawn = new Map(moving.board.draw(panelsOf(arranged)).map(region => [region.id, region]));
      const regions = arranged.map(panel =>
        panel.kind === 'section' ? lineOf(panel) : drawn.get(`panel-${panel.id}`)!,
      );
      const what = <PageWhat title={dashboard.definition.title} note={boardNote(dashboard)} />;
      const cloth = regions.length === 0 ? EMPTY_CLOTH : clothArea(regions);
      return [file, wholeArea('page-what', what), cloth, ...(more?.(dashboard, arranged) ?? [])];
    },
    text(style) {
      const { title, subtitle: note } = shown.dashboard.definition;
      const lines = moving.board.text(style, arrange());
      return textPage({ title, note, nowMs: sources.now(), timeZone: look.view.timeZone, lines }, style);
    },
    fresh: () => inTurn(() => (store.versionOf(slug) === shown.dashboard.version ? undefined : renew())),
    stop() {
      stopping.abort();
      moving.stop();
    },
  };
}

const EMPTY_CLOTH: Area = {
  ...clothArea([]),
  close: `${String(
    <div class="cloth__whole">
      <Empty page title="This dashboard is empty" />
    </div>,
  )}</div>`,
};

/** Without its repeats. */
function once({ repeat: _, ...panel }: PanelDefinition): PanelDefinition {
  return panel;
}

function panelsOf(arranged: readonly ArrangedPanel[]): (ShownPanel & ArrangedPanel)[] {
  return arranged.filter(panel => panel.kind !== 'section');
}
