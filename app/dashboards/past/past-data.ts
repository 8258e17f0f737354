import { setTimeout } from 'node:timers/promises';
import type { KeptEvent } from '../../events/kept/event.ts';
import type { ImageState } from '../../images/kept/picture.ts';
import type { KeptLine } from '../../logs/log-line.ts';
import { plainSelector } from '../../promql/plain-selector.ts';
import { type BoardData, type BoardDataOptions, type BoardSources, TAIL_LINES } from '../board-data.ts';
import { forEachFew } from '../for-each-few.ts';
import { dressFound } from '../found-series.ts';
import { namedIn } from '../named-in.ts';
import { rangeGrid } from '../view/range-grid.ts';
import { evaluatePast } from './evaluate-past.ts';
import { gridOverMs, type Past } from './past-query.ts';
import { readSelector } from './read-selector.ts';

/** What is read at a time: a board may have hundreds of queries, and others ask too. */
const AT_ONCE = 4;
/** Events of the time that are drawn or listed. */
const MAX_EVENTS = 200;
/** What moves on in the past is read again at each step, and no more often than this. */
const MIN_REREAD_MS = 5_000;

/**
 * What a board shows of a time that has passed. Where the range stands still it is read once; where it moves on behind the clock it
 * is read again with each step.
 */
export async function startPastData(sources: BoardSources, options: BoardDataOptions): Promise<BoardData> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let past = await readAll(sources, options, signal);
  const { end, stepMs } = options.view.range;
  const rereadMs = Math.max(stepMs, MIN_REREAD_MS);
  const keepReading = async () => {
    while (!signal.aborted) {
      const toNextMs = rereadMs - (sources.now() % rereadMs);
      await setTimeout(toNextMs, undefined, { signal, ref: false });
      past = await readAll(sources, options, signal);
      options.onChange();
    }
  };
  if (end && 'agoMs' in end) keepReading().catch(error => signal.aborted || options.onLost(error));
  return {
    nowMs: () => Math.min(gridOverMs(past.grid), sources.now()),
    grid: () => past.grid,
    show(query, _grid, _nowMs, look) {
      const { found, note } = past.queries.get(query.expr)!;
      return { series: dressFound(found, query, look), note };
    },
    lines: stream => past.lines.get(stream) ?? [],
    marks: { of: topics => past.events.filter(({ topic }) => topics.includes(topic)) },
    lists: { of: topics => past.events.filter(({ topic }) => topics.includes(topic)) },
    image: name => past.images.get(name),
    // What is kept of a job is how it stands now.
    job: () => undefined,
    stop: () => stopping.abort(),
  };
}

async function readAll(sources: BoardSources, options: BoardDataOptions, signal: AbortSignal) {
  const { definition, view, exprs, onlyKey } = options;
  const grid = rangeGrid(view.range, sources.now());
  const named = namedIn(definition);
  const queries = new Map<string, Past>();
  const lines = new Map<string, readonly KeptLine[]>();
  const images = new Map<string, ImageState>();
  let events: readonly KeptEvent[] = [];
  const overMs = gridOverMs(grid);

  const readQuery = async (expr: string) => {
    const plain = plainSelector(expr);
    const selector = plain && { ...plain, ...(onlyKey !== undefined && { keys: [onlyKey] }) };
    const read = selector ? readSelector(sources, selector, grid, signal) : evaluatePast(sources, expr, grid, signal);
    queries.set(expr, await read);
  };
  const readLines = async (stream: string) => {
    const query = { search: '', fields: [], stream, levels: [], fromMs: grid.fromMs, toMs: overMs, limit: TAIL_LINES };
    lines.set(stream, (await sources.logs.find(query, undefined, signal)).lines);
  };
  const readImage = async (name: string) => {
    const state = sources.images.state(name);
    const newest = state && (await sources.images.at(name, overMs, signal));
    if (state && newest) images.set(name, { ...state, newest });
  };
  const readEvents = async (topics: readonly string[]) => {
    const page = { topics, filter: {}, fromMs: grid.fromMs, toMs: overMs, limit: MAX_EVENTS };
    events = (await sources.events.page(page, signal)).events.toReversed();
  };

  const topics = [...new Set([...named.marked, ...named.listed])];
  const reads = [
    ...[...new Set(exprs)].map(expr => () => readQuery(expr)),
    ...[...named.streams].map(stream => () => readLines(stream)),
    ...[...named.images].map(name => () => readImage(name)),
    ...(topics.length > 0 ? [() => readEvents(topics)] : []),
  ];
  await forEachFew(reads, AT_ONCE, read => read());
  return { grid, queries, lines, images, events };
}
