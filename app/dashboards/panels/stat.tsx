import { chooseDomain } from '../../../components/chart/scale.ts';
import { firstStepOf } from '../../../components/chart/series.ts';
import { Spark } from '../../../components/chart/spark.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { Stat } from '../../../components/value.tsx';
import type { PanelOf } from '../definition.ts';
import { inOneNumber } from '../gallery/queries-of-signal.ts';
import { keepRoom } from '../look/keep-room.ts';
import { findMapping } from '../look/mappings.ts';
import { tellNewest } from '../look/tell-newest.ts';
import { scaleOf, verdictOf } from '../look/tell-value.ts';
import type { Panel, PanelSeries } from '../panel.ts';
import { type Change, changeOverRange } from './change-over-range.ts';
import { seriesPanel } from './series-panel.ts';
import { settledId } from './settled-id.ts';

const DAY_MS = 24 * 60 * 60_000;

/** One number, how it has moved, its peak, and its past as a line without axes. */
export const stat: Panel<'stat'> = {
  ...seriesPanel,
  kind: 'stat',
  gallery: {
    ...{ label: 'Stat', icon: 'stat', about: 'One number, its peak and its past', size: { w: 6, h: 4 } },
    suits: signal => inOneNumber(signal),
  },
  verdict: (definition, view) => verdictOf(tellNewest(view.queries.flat()[0]!, definition, view)),

  draw(definition, view) {
    const { id, title } = definition;
    const { queries, grid, timeZone, memory } = view;
    const series = queries.flat()[0]!;
    const { value, unit, values, extremes } = series;
    const { parts, text, status, words } = tellNewest(series, definition, view);
    const precision = grid.count * grid.stepMs > DAY_MS ? 'day' : 'minutes';
    const peakText = extremes && tellNewest({ ...series, value: extremes.max }, definition, view).text;
    const peakAt = extremes && clockTime(extremes.maxAtMs, timeZone, precision);
    // of words nobody asks for the largest
    const hasPeak = extremes !== undefined && !findMapping(value, definition.mappings);
    memory.domain = scaleOf(definition) ?? chooseDomain(values, unit, memory.domain);
    const change = hasPeak ? changeOverRange(series, grid, definition.decimals) : undefined;
    const changed = change && `, ${[change.word, change.size, change.span].filter(Boolean).join(' ')}`;
    const peak = hasPeak ? `${changed ?? ''}, highest ${peakText} at ${peakAt}` : '';
    const settling = { id: settledId(id), firstStep: firstStepOf(grid) };
    const label = `${[`${title} ${text}`, words].filter(Boolean).join(', ')}${peak}`;
    return (
      <>
        <Stat
          {...{ value, unit, parts }}
          verdict={status && { status, words: words ?? '' }}
          change={
            change && (
              <ChangeWords {...change} chars={keepRoom(memory, 'change', ...changeWords(change, series, definition))} />
            )
          }
        >
          {hasPeak && (
            <>
              peak <b data-chars={keepRoom(memory, 'peak', peakText ?? '')}>{peakText}</b> {peakAt}
            </>
          )}
        </Stat>
        <Spark label={label} values={values} unit={unit} domain={memory.domain} settling={settling} bleed />
      </>
    );
  },
};

/** Each takes the same room, so that nothing moves when a value does. */
const SHORT_WORDS = { up: 'up', down: 'down', unchanged: 'same' } as const;
const WORD_CHARS = 5; // `down` and `same` have wide letters

function ChangeWords({ word, size, span, chars }: Change & { chars: number }) {
  return (
    <>
      <span data-chars={WORD_CHARS}>{SHORT_WORDS[word]}</span> <b data-chars={chars}>{size}</b> {span}
    </>
  );
}

/** What it says, and what it would say had the value gone from its lowest to its highest. */
function changeWords({ size = '' }: Change, { extremes, unit }: PanelSeries, { decimals }: PanelOf<'stat'>): string[] {
  return extremes ? [size, formatValueText(extremes.max - extremes.min, unit, { decimals })] : [size];
}
