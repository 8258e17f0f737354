import type { Change } from '../../db/outbox.ts';
import { type EventMarks, startEventMarks } from '../events/kept/event-marks.ts';
import { startTail, type Tail } from '../logs/tail.ts';
import { follow } from '../stream/follow.ts';
import { type BoardData, type BoardDataOptions, type BoardSources, TAIL_LINES } from './board-data.ts';
import { startBoardQueries } from './board-queries.ts';
import { namedIn } from './named-in.ts';
import { rangeGrid } from './view/range-grid.ts';

const NO_MARKS = { of: () => [] };

/** What a board shows of now: it is followed from here on, without a gap. */
export async function startLiveData(sources: BoardSources, options: BoardDataOptions): Promise<BoardData> {
  const { definition, view, exprs, onlyKey, board, onChange, onLost } = options;
  const { logs, images, jobs, now } = sources;
  const { range } = view;
  const named = namedIn(definition);
  const { stepMs, count } = rangeGrid(range, now());
  const queries = await startBoardQueries(sources, { exprs, grid: { stepMs, count }, onlyKey, onChange, onLost });
  const tails = new Map<string, Tail>();
  let marks: EventMarks | undefined;
  let lists: EventMarks | undefined;
  const stopping = new AbortController();
  const { signal } = stopping;
  const stop = () => {
    stopping.abort();
    queries.stop();
    for (const tail of tails.values()) tail.stop();
    marks?.stop();
    lists?.stop();
  };
  try {
    for (const stream of named.streams) {
      tails.set(stream, await startTail(logs, { stream, limit: TAIL_LINES, onChange, onLost }));
    }
    const fromMs = now() - range.spanMs;
    const { marked, listed } = named;
    const events = { onChange, onLost };
    if (marked.length > 0) marks = await startEventMarks(sources.events, { topics: marked, fromMs, ...events });
    if (listed.length > 0) lists = await startEventMarks(sources.events, { topics: listed, fromMs: 0, ...events });
  } catch (error) {
    stop();
    throw error;
  }

  // Their newest states are in memory: a change that was missed does no harm.
  const concerns = (names: ReadonlySet<string>) => ({
    signal,
    filter: ({ name }: { readonly name: string }) => names.has(name),
  });
  if (named.images.size > 0) follow(images.live.subscribe(concerns(named.images)), { onChange, onLost, signal });
  if (named.jobs.size > 0) follow(jobs.live.subscribe(concerns(named.jobs)), { onChange, onLost, signal });

  if (board && definition.panels.some(({ kind }) => kind === 'control')) {
    const filter = ({ slug }: { readonly slug: string }) => slug === board.slug;
    follow(sources.controls.live.subscribe({ signal, filter }), { onChange, onLost, signal });
  }

  if (definition.panels.some(({ kind }) => kind === 'boards')) {
    const filter = ({ topic }: Change) => topic === 'dashboard';
    follow(sources.boards.changes.subscribe({ signal, filter }), { onChange, onLost, signal });
  }

  return {
    nowMs: now,
    grid: () => rangeGrid(range, now()),
    show: queries.show,
    lines: stream => tails.get(stream)!.lines,
    marks: marks ?? NO_MARKS,
    lists: lists ?? NO_MARKS,
    image: name => images.state(name),
    job: name => jobs.find(name),
    stop,
  };
}
