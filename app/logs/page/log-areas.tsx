import { LogHistogram } from '../../../components/chart/log-histogram.tsx';
import { Shape } from '../../../components/icons.tsx';
import { Yarn } from '../../../components/yarn.tsx';
import { area, Slot, wholeArea } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { Level } from '../log-line.ts';
import { type Counted, countFor } from './counted.ts';
import { createLineRow, lineId } from './line-row.tsx';
import type { LogSight } from './log-feed.ts';
import { bucketSecondsOf, isLive, type LogView, toLogQuery, toParameters } from './log-view.ts';

export interface LogAreasOptions {
  readonly view: LogView;
  readonly now: () => number;
  readonly timeZone: string;
}

/** Draws what a view shows as areas of a screen; a line that was drawn once is not drawn again. */
export function createLogAreas({ view, now, timeZone }: LogAreasOptions): (sight: LogSight) => Area[] {
  const row = createLineRow(view.search, timeZone);
  const drawn = new Map<number, string>();
  let counted = { of: [] as LogSight['counts'], areas: [] as Area[] };

  const countAreas = (sight: LogSight) => {
    if (sight.counts !== counted.of) {
      const counts = countFor(sight.counts, view);
      const { fromMs, toMs } = toLogQuery(view, now());
      const bucketMs = bucketSecondsOf(view) * 1000;
      const [start, end] = [Math.floor(fromMs / bucketMs) * bucketMs, view.span ? toMs : now()];
      const shape = { bars: counts.bars, fromMs: start, toMs: end, bucketMs, timeZone, isLive: isLive(view) };
      counted = {
        of: sight.counts,
        areas: [
          levelsArea(view, counts),
          streamsArea(view, counts),
          wholeArea(
            'log-times',
            <div class="logs__times" id="log-times">
              <LogHistogram {...shape} />
            </div>,
          ),
        ],
      };
    }
    return counted.areas;
  };

  return sight => {
    const shown = new Set(sight.lines.map(({ seq }) => seq));
    for (const seq of drawn.keys()) if (!shown.has(seq)) drawn.delete(seq);
    const regions = sight.lines.map(line => {
      const html = drawn.get(line.seq) ?? String(row(line));
      drawn.set(line.seq, html);
      return { id: lineId(line.seq), html };
    });
    const lines = area(
      'log-lines',
      <ol class="log log--page" id="log-lines" aria-label="Log lines">
        <Slot />
      </ol>,
      regions,
    );
    return [...countAreas(sight), { ...lines, isTail: true }, statusArea(view, sight)];
  };
}

const LEVEL_WORDS: readonly (readonly [level: Level, word: string])[] = [
  ['error', 'Error'],
  ['warn', 'Warning'],
  ['info', 'Info'],
  ['debug', 'Debug'],
];

function levelsArea(view: LogView, { levels }: Counted): Area {
  return wholeArea(
    'log-levels',
    <fieldset class="logs__levels" id="log-levels" aria-label="Levels">
      {LEVEL_WORDS.map(([level, word]) => (
        <label class="level">
          <input
            class="level__control"
            type="checkbox"
            name="level"
            value={level}
            form="log-form"
            checked={view.levels.length === 0 || view.levels.includes(level)}
          />
          <span class="level__face">
            {level === 'error' && <Shape name="crit" />}
            {level === 'warn' && <Shape name="warn" />}
            {word} <b class="level__count">{groupDigits(levels[level])}</b>
          </span>
        </label>
      ))}
    </fieldset>,
  );
}

function streamsArea(view: LogView, { streams, allStreams }: Counted): Area {
  const hrefOf = (stream: string | undefined) =>
    routes.logs.href({}, toParameters({ ...view, stream, before: undefined }));
  const link = (name: string | undefined, count: number) => (
    <li>
      <a class="streams__link" href={hrefOf(name)} aria-current={view.stream === name ? 'true' : undefined}>
        {name !== undefined && <Yarn state={count > 0 ? 'live' : 'stale'} />}
        <span class="streams__name">{name ?? 'All streams'}</span>
        <b class="streams__count">{groupDigits(count)}</b>
      </a>
    </li>
  );
  return wholeArea(
    'log-streams',
    <ul class="streams__list" id="log-streams">
      {link(undefined, allStreams)}
      {streams.slice(0, MAX_STREAMS_SHOWN).map(({ name, count }) => link(name, count))}
    </ul>,
  );
}

/** More are found by a search. */
const MAX_STREAMS_SHOWN = 200;

/** The state of the list: what scripts count by, and what people are told. */
function statusArea(view: LogView, { arrived, lines, searchedFromMs, countedFromMs }: LogSight): Area {
  const isFiltered =
    view.search !== '' || view.fields.length > 0 || view.stream !== undefined || view.levels.length > 0;
  const time = (ms: number) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  return wholeArea(
    'log-status',
    <div class="logs__status" id="log-status" data-arrived={String(arrived)}>
      {lines.length === 0 && (
        <p>
          {isFiltered
            ? 'No line matches in this time. Take a word or a filter away, or look further back.'
            : 'No lines in this time yet. They show here as they come.'}
        </p>
      )}
      {searchedFromMs !== undefined && (
        <p>
          This search took long and looked back to {time(searchedFromMs)} UTC only. Narrow the time, or use longer
          words.
        </p>
      )}
      {searchedFromMs === undefined && countedFromMs !== undefined && (
        <p>Counted back to {time(countedFromMs)} UTC: there are many.</p>
      )}
    </div>,
  );
}

/** `4 102` */
export function groupDigits(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}
