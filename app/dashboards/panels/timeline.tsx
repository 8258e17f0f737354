import { stretchesOf } from '../../../components/chart/lane-path.ts';
import { type Lane, type LaneState, StateLanes } from '../../../components/chart/state-lanes.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import type { PanelOf } from '../definition.ts';
import { tellNewest } from '../look/tell-newest.ts';
import type { Panel, PanelSeries, PanelView } from '../panel.ts';
import { pastTable } from '../tables/past-table.ts';
import { createLaneStates, type LaneStates } from './lane-states.ts';
import { seriesLines } from './series-lines.ts';
import { seriesPanel } from './series-panel.ts';
import { silenceOf } from './silence-of.ts';

/** Lanes that are drawn; the others are counted. */
const MAX_LANES = 40;
/** Heard in one breath. */
const MAX_TOLD = 4;
const DAY_MS = 24 * 60 * 60_000;

/** States over time: what mappings and thresholds make of values, a lane a series. */
export const timeline: Panel<'timeline'> = {
  ...seriesPanel,
  kind: 'timeline',
  isWide: true,
  table: pastTable,
  draw(definition, view) {
    const all = view.queries.flat();
    const states = createLaneStates(definition);
    const lanes = all.slice(0, MAX_LANES).map(one => laneOf(one, states, definition, view));
    const { grid, timeZone } = view;
    const keys = states.keys();
    return (
      <StateLanes
        {...{ label: definition.title, lanes, grid, timeZone, keys }}
        hiddenCount={all.length - lanes.length}
      />
    );
  },

  text(definition, view, text) {
    const states = createLaneStates(definition);
    return seriesLines(definition, view, text, undefined, ({ values, unit }) => columns => {
      const at = (column: number) => Math.floor((column * values.length) / columns);
      return Array.from({ length: columns }, (_, i) => signOf(states.stateOf(values[at(i)], unit))).join('');
    });
  },
};

/** As thick as on the page. */
function signOf(state: LaneState | undefined): string {
  if (state === undefined) return ' ';
  return state.status === undefined
    ? state.yarn === undefined
      ? '─'
      : '═'
    : { ok: '─', warn: '▄', crit: '█' }[state.status];
}

function laneOf(one: PanelSeries, known: LaneStates, definition: PanelOf<'timeline'>, view: PanelView): Lane {
  const { text: told, status } = tellNewest(one, definition, view);
  const states = one.values.map(value => known.stateOf(value, one.unit));
  const silence = silenceOf(one, view.nowMs);
  const sentence = sentenceOf(`${one.name} ${[told, silence].filter(Boolean).join(', ')}`, states, view);
  return { name: one.name, told, status, silence, states, sentence };
}

/** `door open; before: open from 12:10, shut from 11:40`: the newest first. */
function sentenceOf(now: string, states: Lane['states'], { grid, timeZone }: PanelView): string {
  const precision = grid.count * grid.stepMs > DAY_MS ? 'day' : 'minutes';
  const past = stretchesOf(states)
    .slice(-MAX_TOLD)
    .reverse()
    .map(({ from, value }) => `${value.word} from ${clockTime(grid.fromMs + from * grid.stepMs, timeZone, precision)}`);
  return [now, past.join(', ') || 'nothing in this range'].join('; ');
}
