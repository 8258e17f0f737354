import { textPage } from '../../components/text/text-page.ts';
import { type BoardSources, clothArea, startBoard } from '../dashboards/live.ts';
import { findRange, type Range } from '../dashboards/range.ts';
import { boardView } from '../dashboards/view/board-view.ts';
import type { History } from '../history/history.ts';
import { startWatch } from '../history/watch.ts';
import type { WatchedSeries } from '../history/watched-series.ts';
import type { Scene } from '../http/live.ts';
import { type FeedEvents, runScreen } from '../http/run-screen.ts';
import type { TextFeed } from '../http/text-feed.ts';
import { createMetricHelp } from './metric-help.ts';
import { rowsArea } from './rows.tsx';
import { createSeriesSenders } from './series-senders.ts';
import { exploreText } from './text.ts';
import { type Wanted, wantedQuery } from './wanted.ts';

/** Rows of the table at most; a search finds the others. */
export const MAX_ROWS = 100;
const SPARK_RANGE = findRange('15m');

/** What the page of a series shows of the past, where nothing else is asked for. */
export const SERIES_RANGE = findRange('1h');

/** Matching series that are looked through for pages and labels: what is beyond has to be narrowed. */
export const MAX_COUNTED = MAX_ROWS * 20;

export type ExploreSources = BoardSources & {
  readonly history: Pick<History, 'metadata' | 'series'>;
  /** The name of who sends under this id, where that is known. */
  readonly senderName: (senderId: string) => string | undefined;
};

const SEARCH = 'explore ';

export const isSearchScene = (sceneName: string) => sceneName.startsWith(SEARCH);

/** The table of the series that a search finds. */
export function searchScene(sources: ExploreSources, wanted: Wanted): Scene {
  return {
    name: `${SEARCH}${JSON.stringify(wantedQuery(wanted))}`,
    start: () => runScreen(events => startSearch(sources, wanted, events), sources.onError),
  };
}

/** What the table shows. `total` is how many series there are, where all of them are asked for; else 0. */
export async function startSearch(
  { history, now, unitOf, timeZone, senderName }: ExploreSources,
  wanted: Wanted,
  events: FeedEvents,
  total = 0,
): Promise<TextFeed> {
  const { search, labels, page } = wanted;
  const selector = page === 1 ? { search, labels, limit: MAX_ROWS } : { keys: await keysOfPage(history, wanted) };
  const grid = { stepMs: SPARK_RANGE.stepMs, count: SPARK_RANGE.spanMs / SPARK_RANGE.stepMs };
  const help = createMetricHelp(history);
  const shown = () => watch.select(selector).slice(0, MAX_ROWS);
  const senders = createSeriesSenders(history, senderName, now);
  const loadHelp = async (series: readonly WatchedSeries[]) => {
    const news = await Promise.all([
      help.load(series.map(({ metric }) => metric)),
      senders.load(series.map(({ key }) => key)),
    ]);
    return news.includes(true);
  };
  const watch = await startWatch(history, { selectors: [selector], grid, now, ...events });
  try {
    await loadHelp(shown());
  } catch (error) {
    watch.stop();
    throw error;
  }
  const rows = () => {
    const series = shown();
    loadHelp(series).then(isNew => isNew && events.onChange(), events.onLost);
    return { series, unitOf, helpOf: help.of, senderOf: senders.of, nowMs: now(), search };
  };
  return {
    draw: () => [rowsArea(rows())],
    text: style => exploreText({ ...rows(), timeZone, total, limit: MAX_ROWS }, style),
    stop: watch.stop,
  };
}

/** A further page holds the series that were on it when it was opened: their order changes with every reading. */
async function keysOfPage(history: Pick<History, 'series'>, { search, labels, page }: Wanted): Promise<string[]> {
  const found = await history.series({ search, labels, limit: page * MAX_ROWS });
  return found.slice((page - 1) * MAX_ROWS).map(({ key }) => key);
}

/** One series: now, and its past. */
export function seriesScene(sources: BoardSources, key: string, range: Range): Scene {
  return {
    name: `series ${range.name} ${key}`,
    start: () => runScreen(events => startSeries(sources, key, range, events), sources.onError),
  };
}

/** Whether a scene is of this series, of whatever range. */
export function isSceneOf(key: string): (scene: string) => boolean {
  return scene => /^series \S+ (.*)$/s.exec(scene)?.[1] === key;
}

/** What the page of one series shows. */
export async function startSeries(
  sources: BoardSources,
  key: string,
  range: Range,
  events: FeedEvents,
): Promise<TextFeed> {
  const queries = [{ expr: key }];
  const panels = [
    { kind: 'stat' as const, id: 'now', title: 'Now', w: 7, h: 7, queries },
    { kind: 'line' as const, id: 'past', title: range.title, w: 17, h: 7, queries },
  ];
  const { now, timeZone } = sources;
  const view = boardView(range, timeZone);
  const board = await startBoard(sources, { definition: { panels }, view, onlyKey: key, ...events });
  return {
    draw: () => [clothArea(board.draw())],
    text: style => textPage({ title: key, nowMs: now(), timeZone, lines: board.text(style) }, style),
    stop: board.stop,
  };
}
