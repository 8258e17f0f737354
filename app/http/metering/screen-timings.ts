import { Histogram } from './histogram.ts';

/** How long screens take. */
export class ScreenTimings {
  /** To draw all of what they show. */
  readonly draw = new Histogram();
  /** From when they hear of a change, right after its commit, until it is written to every viewer that has room. */
  readonly delay = new Histogram();

  addAll({ draw, delay }: ScreenTimings): void {
    this.draw.addAll(draw);
    this.delay.addAll(delay);
  }
}
