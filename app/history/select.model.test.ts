import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rounds } from '../testing/rounds.ts';
import { createMatcher, DEFAULT_SELECT_LIMIT, selectSeries } from './select.ts';
import type { IndexedSeries } from './series-index.ts';
import { createRandomSelectors, naiveSelection } from './testing/random-selectors.ts';
import { openRandomSeries } from './testing/random-series.ts';

const LIVES = rounds({ ci: 3, torture: 100 });
const STEPS = 60;
const SELECTORS = 12;
const MINUTE_MS = 60_000;

for (let seed = 1; seed <= LIVES; seed++) {
  test(`life ${seed}: the index selects what a filter over the table does, whatever is added, removed, restored and rolled back`, async t => {
    const history = openRandomSeries(t);
    const random = createRandomSelectors(seed);
    const { below } = random;
    let nowMs = 1_000 * MINUTE_MS;
    for (let step = 0; step < STEPS; step++) {
      nowMs += below(3) * MINUTE_MS;
      const keys = history.series.visible().map(({ key }) => key);
      // Tasks of one moment are one transaction: some of them fail alone, and some make all fail.
      await Promise.allSettled(Array.from({ length: 1 + below(6) }, () => change(keys)));
      if (below(8) === 0) await history.sweep(nowMs);
      compare();
    }
    for (const { key } of history.series.visible()) await history.remove(key, nowMs);
    compare();

    function change(keys: readonly string[]): Promise<unknown> {
      const chance = below(20);
      const key = keys.length > 0 && chance !== 0 ? random.oneOf(keys) : 'nothing';
      if (chance < 5) return history.remove(key, nowMs);
      if (chance < 8) return history.restore(key, nowMs);
      if (chance < 10) return history.rename(key, random.reading(nowMs), below(2) === 0);
      if (chance < 11) return history.spoil();
      const readings = Array.from({ length: below(60) }, () => random.reading(nowMs));
      // A time that is no whole number undoes the task, after it has made its series.
      return history.append(
        chance < 13 ? [...readings, { ...random.reading(nowMs), atMs: nowMs - 0.5 }] : readings,
        nowMs,
      );
    }

    function compare(): void {
      const visible = history.series.visible();
      const keys = visible.map(({ key }) => key);
      for (let i = 0; i < SELECTORS; i++) {
        const selector = random.selector(keys.length > 0 ? keys : ['nothing']);
        const limit = selector.limit ?? DEFAULT_SELECT_LIMIT;
        const expected = naiveSelection(visible, selector).sort(byNewest);
        const said = JSON.stringify(selector);
        assert.deepEqual(visible.filter(createMatcher(selector)).sort(byNewest), expected, said);
        assert.deepEqual(selectSeries(history.index, history.newest, selector), expected.slice(0, limit), said);
      }
      const ranks = history.index.ranks();
      const byRank = visible.toSorted((a, b) => ranks[a.id]! - ranks[b.id]!).map(({ key }) => key);
      assert.deepEqual(byRank, keys.toSorted());
    }

    function byNewest(a: IndexedSeries, b: IndexedSeries): number {
      return history.newest.atMs(b.id) - history.newest.atMs(a.id) || (a.key < b.key ? -1 : 1);
    }
  });
}
