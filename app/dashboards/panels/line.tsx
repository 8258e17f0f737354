import { LineChart, lineChartDomain } from '../../../components/chart/line-chart.tsx';
import type { Panel } from '../panel.ts';
import { chartMarks } from './chart-marks.ts';
import { seriesPanel } from './series-panel.ts';
import { settledId } from './settled-id.ts';

/** Several series over time on one axis. */
export const line: Panel<'line'> = {
  ...seriesPanel,
  kind: 'line',
  draw({ id, title, isStacked = false }, { queries, grid, timeZone, memory, events }) {
    const series = queries.flat().map(one => ({ ...one, newest: one.value }));
    const unit = series[0]!.unit;
    const chart = { grid, series, unit, stacked: isStacked, previousDomain: memory.domain };
    memory.domain = lineChartDomain(chart);
    const marks = chartMarks(events, grid);
    return (
      <LineChart label={title} {...{ timeZone, marks }} {...chart} domain={memory.domain} settledId={settledId(id)} />
    );
  },
};
