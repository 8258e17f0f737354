import { LegendRows, legendHeightPx, placeLegend } from './legend-rows.tsx';
import type { PicturePart } from './picture-box.ts';
import { PlacedChart } from './placed-chart.tsx';
import { readLegend } from './read-legend.ts';
import type { TakenChart } from './take-charts.ts';

/** Above a plot stand the marks of events and the topmost value, below it the times. */
const ABOVE_PX = 18;
const BELOW_PX = 18;

/** A chart with its legend above. One with coordinates of its own, as a gauge, fills the place. */
export function ChartPart({ theme, box, chart, html }: PicturePart & { chart: TakenChart; html: string }) {
  if (chart.viewBox !== undefined) return <PlacedChart {...{ chart, box }} />;
  const placed = placeLegend(readLegend(html), box.width);
  const legendPx = legendHeightPx(placed);
  const height = Math.max(10, box.height - legendPx - ABOVE_PX - BELOW_PX);
  return (
    <>
      <LegendRows {...{ theme, box, placed }} />
      <PlacedChart chart={chart} box={{ ...box, y: box.y + legendPx + ABOVE_PX, height }} />
    </>
  );
}
