import { chooseDomain } from '../../../components/chart/scale.ts';
import { Spark } from '../../../components/chart/spark.tsx';
import { clockTime } from '../../../components/format/clock-time.ts';
import { formatValueText } from '../../../components/format/format-value.ts';
import { Stat } from '../../../components/value.tsx';
import type { Panel } from '../panel.ts';

/** One number, its peak, and its past as a line without axes. */
export const stat: Panel<'stat'> = {
  kind: 'stat',
  draw({ title }, { queries, grid, timeZone, memory }) {
    const { value, unit, values } = queries.flat()[0]!;
    const peak = findPeak(values);
    const peakAt = clockTime(grid.fromMs + peak.index * grid.stepMs, timeZone);
    const peakText = formatValueText(peak.value, unit);
    memory.domain = chooseDomain(values, unit, memory.domain);
    const label = `${title} ${formatValueText(value, unit)}, peak ${peakText} at ${peakAt}`;
    return (
      <>
        <Stat value={value} unit={unit}>
          {peak.value !== undefined && (
            <>
              peak <b>{peakText}</b> {peakAt}
            </>
          )}
        </Stat>
        <Spark label={label} values={values} unit={unit} domain={memory.domain} bleed />
      </>
    );
  },
};

function findPeak(values: readonly (number | undefined)[]): { index: number; value: number | undefined } {
  let peak: { index: number; value: number | undefined } = { index: 0, value: undefined };
  values.forEach((value, index) => {
    if (value !== undefined && (peak.value === undefined || value > peak.value)) peak = { index, value };
  });
  return peak;
}
