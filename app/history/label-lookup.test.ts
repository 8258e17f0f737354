import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectKeeper } from '../../db/keeper/connect-keeper.ts';
import type { HistoryCalls } from './calls.ts';
import type { LabelMatcher } from './labels/label-matcher.ts';
import { NOON_MS, openTempHistory, reading } from './testing/temp-history.ts';

const ofMetric = (value: string): LabelMatcher[] => [{ label: '__name__', op: '=', value }];

test('names, values and sets of labels of some series, of those that still send, and of all', async t => {
  const { store } = await openTempHistory(t);
  await store.append([
    reading('load', 0, 1, { labels: { host: 'a' } }),
    reading('load', 60, 1, { labels: { host: 'b', core: '0' } }),
    reading('heat', 60, 1, { labels: { room: 'attic' } }),
  ]);
  const keeper = connectKeeper<HistoryCalls>(await store.connect(), 'keeper');
  t.after(async () => keeper.close());
  const load = { selectors: [ofMetric('load')] };
  const late = { ...load, sinceMs: NOON_MS + 1000 };
  const all = { selectors: [] };
  assert.deepEqual((await keeper.call('labelNames', [load])).found.toSorted(), ['__name__', 'core', 'host']);
  assert.deepEqual((await keeper.call('labelValues', ['host', load])).found.toSorted(), ['a', 'b']);
  assert.deepEqual((await keeper.call('labelValues', ['host', late])).found.toSorted(), ['b']);
  assert.deepEqual(await keeper.call('labelNames', [all]), {
    ...{ found: ['__name__', 'core', 'host', 'room'], isMore: false },
  });
  assert.deepEqual((await keeper.call('labelValues', ['__name__', all])).found.toSorted(), ['heat', 'load']);
  const both = { selectors: [ofMetric('heat'), ofMetric('load')], sinceMs: NOON_MS + 1000 };
  assert.deepEqual((await keeper.call('labelSets', [both])).found, [
    { __name__: 'heat', room: 'attic' },
    { __name__: 'load', core: '0', host: 'b' },
  ]);
});
