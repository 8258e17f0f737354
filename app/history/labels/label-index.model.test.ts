import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabelIndex } from './label-index.ts';
import { type LabelledSeries, naiveFilter } from './testing/naive-filter.ts';
import { createRandomLabels } from './testing/random-labels.ts';

/** Ids close together, so that they become bitmaps, and far apart, so that they become lists again. */
const ID_LIMITS = [20, 1_000, 5_000, 1_000_000];
const STEPS = 3_000;
/** Steps after which the two are compared. */
const COMPARE_EVERY = 25;

for (const idLimit of ID_LIMITS) {
  test(`finds what a filter over all series finds, while ids below ${idLimit} come and go`, () => {
    const random = createRandomLabels(idLimit);
    const model = new Map<number, LabelledSeries>();
    const index = new LabelIndex();
    for (let step = 0; step < STEPS; step++) {
      // First they mostly come, then they mostly go.
      const isComing = random.below(10) < (step < STEPS / 2 ? 9 : 2);
      if (isComing) come(random.series(random.below(idLimit)));
      else if (model.size > 0) go(random.oneOf(Array.from(model.values())));
      if (step % COMPARE_EVERY === 0) for (let i = 0; i < 5; i++) compare();
    }
    for (const series of model.values()) index.remove(series.id, series.metric, series.labels);
    assert.deepEqual([index.match([]), index.labelNames()], [new Uint32Array(), []], 'nothing is left over');

    function come(series: LabelledSeries): void {
      if (model.has(series.id)) go(model.get(series.id)!);
      model.set(series.id, series);
      index.add(series.id, series.metric, series.labels);
    }

    function go(series: LabelledSeries): void {
      model.delete(series.id);
      index.remove(series.id, series.metric, series.labels);
    }

    function compare(): void {
      const matchers = random.matchers();
      const expected = naiveFilter(model.values(), matchers).sort((a, b) => a - b);
      assert.deepEqual(Array.from(index.match(matchers)), expected, JSON.stringify(matchers));
      for (const label of ['__name__', 'host']) assert.deepEqual(index.labelValues(label), valuesIn(model, label));
    }
  });
}

function valuesIn(model: ReadonlyMap<number, LabelledSeries>, label: string): string[] {
  const all = model.values().map(({ metric, labels }) => (label === '__name__' ? metric : labels[label]));
  return Array.from(new Set(all.filter(value => value !== undefined && value !== ''))).sort() as string[];
}
