import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DashboardDefinition } from '../dashboards/definition.ts';
import { createMatcher } from '../history/select.ts';
import { seriesKey } from '../history/series-key.ts';
import { onNoDashboard } from './inbox/on-no-dashboard.ts';
import { leadOf } from './leads.ts';

const boardOf = (panels: DashboardDefinition['panels'], variables?: DashboardDefinition['variables']) => ({
  ...{ slug: 'x', version: 1, updatedMs: 0 },
  definition: { title: 'X', panels, ...(variables && { variables }) },
});
const seriesOf = (metric: string, labels: Readonly<Record<string, string>> = {}) => ({
  ...{ metric, labels, createdMs: 0 },
  key: seriesKey(metric, labels),
});

test('the lead of a dashboard is the first series that a panel shows as it came', () => {
  const log = { kind: 'log', id: 'log', title: 'Log', w: 6, h: 4, stream: 'x' } as const;
  const chart = (title: string, ...exprs: string[]) => ({
    ...{ kind: 'line' as const, id: 'chart', title, w: 6, h: 4 },
    queries: exprs.map(expr => ({ expr })),
  });
  const leadIn = (panels: DashboardDefinition['panels']) => {
    const { name, selector } = leadOf(boardOf(panels));
    return { name, selector };
  };
  const attic = { metrics: ['a'], labels: { room: 'attic' } };
  const rooms = chart('Rooms', 'a{room="attic"}', 'b');
  assert.deepEqual(leadIn([log, rooms]), { name: 'Rooms', selector: attic });
  assert.deepEqual(leadIn([chart('All', 'sum(a)'), rooms]), { name: 'Rooms', selector: attic }, 'a sum is no series');
  assert.deepEqual(leadIn([chart('In $room', 'a{room="$room"}'), rooms]), { name: 'Rooms', selector: attic });
  assert.deepEqual(leadIn([log]), { name: undefined, selector: undefined });
  const { name, selector } = leadIn([chart('All', 'sum(a)')]);
  assert.equal(name, undefined);
  assert.ok(createMatcher(selector!)(seriesOf('a')), 'it says all the same how fresh the dashboard is');
});

test('what a dashboard asks for within an expression, for a variable or as the end of a scale is not in the Inbox', () => {
  const panels = [
    {
      kind: 'line',
      id: 'l',
      title: 'L',
      w: 6,
      h: 4,
      queries: [{ expr: 'sum by (le) (rate(asked[$__rate_interval]))' }],
    },
    { kind: 'stat', id: 's', title: 'In $room', w: 6, h: 4, queries: [{ expr: 'warmth{room="$room", floor="1"}' }] },
    { kind: 'stat', id: 'w', title: 'W', w: 6, h: 4, queries: [{ expr: 'avg_over_time(mean[$window])' }] },
    { kind: 'gauge', id: 'g', title: 'G', w: 6, h: 4, queries: [{ expr: 'used' }], maxExpr: 'total' },
    { kind: 'line', id: 'e', title: 'E', w: 6, h: 4, queries: [{ expr: 'used' }], topics: ['deploys'] },
    { kind: 'control', id: 'c', title: 'C', w: 6, h: 4, control: 'button', sends: { to: 'event', topic: 'pump' } },
    { kind: 'stat', id: 'm', title: 'M', w: 6, h: 4, queries: [{ expr: '$metric' }] },
  ] as unknown as DashboardDefinition['panels'];
  const variables: DashboardDefinition['variables'] = [
    { kind: 'query', name: 'room', query: 'label_values(room)' },
    { kind: 'interval', name: 'window', values: ['1m', '5m'] },
    { kind: 'query', name: 'metric', query: 'label_values(__name__)' },
  ];
  const isOnNone = onNoDashboard([boardOf(panels, variables)]);
  const reading = (metric: string, labels = {}) => isOnNone({ kind: 'reading', series: seriesOf(metric, labels) });
  assert.equal(reading('asked', { le: '1' }), false);
  assert.equal(reading('warmth', { room: 'attic', floor: '1' }), false);
  assert.equal(reading('warmth', { room: 'attic', floor: '2' }), true);
  assert.equal(reading('mean'), false);
  assert.equal(reading('total'), false);
  assert.equal(reading('other'), true);
  const topic = (name: string) => isOnNone({ kind: 'event', name });
  assert.deepEqual([topic('deploys'), topic('pump'), topic('door')], [false, false, true]);
});
