import type { ChartThreshold } from '../../../components/chart/chart-overlay.tsx';
import { chartSides } from '../../../components/chart/chart-sides.ts';
import { widestWords } from '../../../components/chart/legend-words.ts';
import { LineChart } from '../../../components/chart/line-chart.tsx';
import type { ChartSeries } from '../../../components/chart/series.ts';
import { sameUnit } from '../../../components/units/same-unit.ts';
import type { PanelOf } from '../definition.ts';
import { eachOfThem } from '../gallery/queries-of-signal.ts';
import { limitsOf } from '../look/judge-value.ts';
import { keepRoom } from '../look/keep-room.ts';
import { tellNewest } from '../look/tell-newest.ts';
import { scaleOf } from '../look/tell-value.ts';
import type { Panel, PanelSeries, PanelView } from '../panel.ts';
import { pastTable } from '../tables/past-table.ts';
import { chartMarks } from './chart-marks.ts';
import { lineText } from './line-text.ts';
import { seriesPanel } from './series-panel.ts';
import { settledId } from './settled-id.ts';
import { silenceOf } from './silence-of.ts';

/** Several series over time. Those in another unit than the first have an axis of their own, on the right. */
export const line: Panel<'line'> = {
  ...seriesPanel,
  kind: 'line',
  gallery: {
    ...{ label: 'Lines', icon: 'wave', about: 'Every series over time', size: { w: 12, h: 7 } },
    suits: signal => eachOfThem(signal),
  },
  table: pastTable,
  draw(definition, view) {
    const { id, title } = definition;
    const { grid, timeZone } = view;
    const { chart, unit, sides } = chartOf(definition, view);
    const [left, right] = sides;
    return (
      <LineChart
        label={title}
        {...{ ...chart, timeZone, decimals: definition.decimals, marks: chartMarks(view.events, grid) }}
        thresholds={thresholdsOf(definition, unit)}
        domain={left.domain}
        rightDomain={right?.domain}
        legendChars={keepRoom(view.memory, 'legend', ...widestWords(sides, definition.decimals))}
        settledId={settledId(id)}
      />
    );
  },

  text(definition, view, text) {
    const [left, right] = chartOf(definition, view).sides;
    return lineText(definition, view, right ? [left, right] : [left], text);
  },
};

/** The series on their axes, which stay as they were last time while they fit. */
function chartOf(definition: PanelOf<'line'>, view: PanelView) {
  const { grid, memory } = view;
  const all = view.queries.flat();
  const unit = (all.find(({ axis }) => axis !== 'right') ?? all[0]!).unit;
  const series = all.map(one => chartSeries(one, unit, definition, view));
  const previous = { previousDomain: memory.domain, previousRightDomain: memory.rightDomain };
  const chart = { grid, series, unit, stacked: definition.isStacked ?? false, draw: definition.draw };
  const sides = chartSides({ ...chart, ...previous, domain: scaleOf(definition), count: grid.count });
  const [left, right] = sides;
  memory.domain = left.domain;
  memory.rightDomain = right?.domain;
  return { chart, unit, sides };
}

function chartSeries(one: PanelSeries, unit: string, definition: PanelOf<'line'>, view: PanelView): ChartSeries {
  const { text, status } = tellNewest(one, definition, view);
  const silence = silenceOf(one, view.nowMs);
  const axis = one.axis ?? (sameUnit(one.unit, unit) ? 'left' : 'right');
  return { ...one, newest: one.value, told: text, status, silence, axis };
}

/** The band of the worse lies over that of the milder; a limit of what is good has none. */
function thresholdsOf({ thresholds, ...look }: PanelOf<'line'>, unit: string): ChartThreshold[] {
  return limitsOf(thresholds, unit, scaleOf(look)).flatMap(({ at, status, direction, words }) =>
    status === 'ok' ? [] : [{ value: at, status, side: direction, text: words }],
  );
}
