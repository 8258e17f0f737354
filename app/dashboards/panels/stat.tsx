import { chooseDomain } from '../../../components/chart/scale.ts';
import { firstStepOf } from '../../../components/chart/series.ts';
import { Spark } from '../../../components/chart/spark.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { Stat } from '../../../components/value.tsx';
import type { Panel } from '../panel.ts';
import { seriesPanel } from './series-panel.ts';
import { settledId } from './settled-id.ts';

const DAY_MS = 24 * 60 * 60_000;

/** One number, its peak, and its past as a line without axes. */
export const stat: Panel<'stat'> = {
  ...seriesPanel,
  kind: 'stat',
  draw({ id, title }, { queries, grid, timeZone, memory }) {
    const { value, unit, values, extremes } = queries.flat()[0]!;
    const peakText = formatValueText(extremes?.max, unit);
    const precision = grid.count * grid.stepMs > DAY_MS ? 'day' : 'minutes';
    const peakAt = extremes && clockTime(extremes.maxAtMs, timeZone, precision);
    memory.domain = chooseDomain(values, unit, memory.domain);
    const peak = extremes ? `, peak ${peakText} at ${peakAt}` : '';
    const settling = { id: settledId(id), firstStep: firstStepOf(grid) };
    const label = `${title} ${formatValueText(value, unit)}${peak}`;
    return (
      <>
        <Stat value={value} unit={unit}>
          {extremes && (
            <>
              peak <b>{peakText}</b> {peakAt}
            </>
          )}
        </Stat>
        <Spark label={label} values={values} unit={unit} domain={memory.domain} settling={settling} bleed />
      </>
    );
  },
};
