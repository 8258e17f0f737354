import { raw } from 'hono/html';
import type { PictureBox } from './picture-box.ts';
import type { TakenChart } from './take-charts.ts';
import { unstretch } from './unstretch.ts';

/** A chart of a page at its place in a picture, in its size. */
export function PlacedChart({ chart, box }: { chart: TakenChart; box: PictureBox }) {
  const { x, y, width, height } = box;
  const inside = chart.viewBox === undefined ? unstretch(chart.inside, box) : chart.inside;
  return (
    <svg
      {...{ x, y, width, height }}
      viewBox={chart.viewBox}
      class={chart.classes}
      overflow="visible"
      aria-hidden="true"
    >
      {raw(inside)}
    </svg>
  );
}
