import { Shape } from '../icons.tsx';
import { TimeLabels } from './chart-axes.tsx';
import { chartTime } from './chart-time.ts';
import { lanePath, type Stretch, stretchesOf } from './lane-path.ts';
import type { ChartGrid } from './series.ts';

/** What something can be. The same object for each moment at which it was the same. */
export type LaneState = {
  /** In a word: `open`. */
  word: string;
  status?: 'ok' | 'warn' | 'crit' | undefined;
  /** Number of the yarn that tells words without a status apart, from 1. */
  yarn?: number | undefined;
};

export type Lane = {
  name: string;
  /** How it is now: in the words of the panel, with its shape. */
  told: string;
  status?: 'ok' | 'warn' | 'crit' | undefined;
  silence?: string | undefined;
  /** One for each moment of the grid; undefined: nothing was heard. */
  states: readonly (LaneState | undefined)[];
  /** What it was, as a sentence. */
  sentence: string;
};

export type StateLanesProps = {
  /** What is shown, for readers who hear it. */
  label: string;
  lanes: readonly Lane[];
  grid: ChartGrid;
  timeZone: string;
  /** States that are told apart by more than their thickness. */
  keys: readonly LaneState[];
  hiddenCount?: number;
};

/** Height of a lane, in the units of its drawing. */
const LANE = 16;
/** Well is a thread, what one should look at a band, trouble a block. */
const THICKNESS = { ok: 3, plain: 3, named: 9, warn: 9, crit: 16, none: 9 } as const;

/** States over time, a lane each, found by mass: calm is thin, trouble thick, silence a dotted hollow. */
export function StateLanes({ label, lanes, grid, timeZone, keys, hiddenCount = 0 }: StateLanesProps) {
  const words = [...new Set(lanes.flatMap(({ states }) => states.flatMap(state => state?.word ?? [])))];
  return (
    <div class="lanes">
      {keys.length > 0 && <Keys keys={keys} />}
      <ul
        class="lanes__list"
        aria-label={label}
        tabindex={0}
        {...chartTime(grid, true)}
        data-words={JSON.stringify(words)}
      >
        {lanes.map(({ name, told, status, silence, sentence, states }) => (
          <li class="lanes__lane">
            <span class="lanes__name">{name}</span>
            <svg class="lanes__track" role="img" aria-label={sentence} data-states={statesIn(states, words)}>
              <LaneDrawing states={states} count={grid.count} />
            </svg>
            <span class={`lanes__now${status === undefined ? '' : ` status-text--${status}`}`}>
              {status !== undefined && <Shape name={status} />}
              <span class="lanes__told">{told}</span>
              {silence !== undefined && <span class="lanes__silence"> {silence}</span>}
            </span>
          </li>
        ))}
        {hiddenCount > 0 && <li class="lanes__more">and {hiddenCount} more</li>}
        <li class="lanes__axis" aria-hidden="true">
          <svg class="lanes__times" aria-hidden="true">
            <TimeLabels grid={grid} timeZone={timeZone} />
          </svg>
        </li>
      </ul>
    </div>
  );
}

/** What each stretch of a lane was, from its begin on, as places in the list of all words: scripts read it. */
function statesIn(states: Lane['states'], words: readonly string[]): string {
  return stretchesOf(states)
    .map(({ value }) => words.indexOf(value.word))
    .join(' ');
}

function LaneDrawing({ states, count }: { states: Lane['states']; count: number }) {
  const known = stretchesOf(states);
  const looks = Map.groupBy(known, ({ value }) => lookOf(value));
  return (
    <svg viewBox={`0 0 ${count} ${LANE}`} preserveAspectRatio="none" width="100%" height="100%" aria-hidden="true">
      <path class="lanes__hollow" d={boxes(silences(states), THICKNESS.none)} />
      {[...looks].map(([{ thickness, className }, stretches]) => (
        <path class={className} d={boxes(stretches, thickness)} />
      ))}
    </svg>
  );
}

type Look = { thickness: number; className: string };
const LOOKS = new Map<string, Look>();

/** One object for each look, so that stretches can be put together by it. */
function lookOf({ status, yarn }: LaneState): Look {
  const kind = status ?? (yarn === undefined ? 'plain' : 'named');
  const className = `lanes__state lanes__state--${kind} series-${status ?? yarn ?? 1}`;
  const known = LOOKS.get(className) ?? { thickness: THICKNESS[kind], className };
  LOOKS.set(className, known);
  return known;
}

function silences(states: Lane['states']): readonly Stretch[] {
  return stretchesOf(states.map(state => (state === undefined ? true : undefined)));
}

function boxes(stretches: readonly Stretch[], thickness: number): string {
  return lanePath(stretches, (LANE - thickness) / 2, thickness);
}

function Keys({ keys }: { keys: readonly LaneState[] }) {
  return (
    <ul class="legend">
      {keys.map(state => (
        <li class="legend__item">
          <svg class="lanes__key" viewBox={`0 0 ${LANE} ${LANE}`} aria-hidden="true">
            <path class={lookOf(state).className} d={boxes([{ from: 0, to: LANE }], lookOf(state).thickness)} />
          </svg>
          {state.status !== undefined && <Shape name={state.status} />}
          <span class="legend__name">{state.word}</span>
        </li>
      ))}
    </ul>
  );
}
