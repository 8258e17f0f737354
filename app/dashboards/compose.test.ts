import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeDashboard } from './compose.ts';
import { DashboardDefinition } from './definition.ts';

const signal = (metric: string, label?: string) => ({
  ...{ kind: 'reading' as const, metric },
  key: label ? `${metric}{room="${label}"}` : metric,
});

test('a single series becomes a number, several of one metric become one chart', () => {
  const { panels } = composeDashboard('Rooms', [
    signal('humidity', 'bath'),
    signal('temperature', 'kitchen'),
    signal('temperature', 'attic'),
  ]);
  assert.deepEqual(
    panels.map(panel => [panel.kind, panel.title, panel.subtitle, 'queries' in panel && panel.queries[0]!.expr]),
    [
      ['stat', 'humidity', 'room=bath', 'humidity{room="bath"}'],
      ['line', 'temperature', undefined, 'temperature'],
    ],
  );
});

test('logs, pictures, jobs and events get panels of their kinds, numbers first and logs last', () => {
  const kinds = ['event', 'log', 'image', 'job'] as const;
  const { panels } = composeDashboard('Home', [
    ...kinds.map(kind => ({ kind, name: `my-${kind}` })),
    signal('humidity'),
  ]);
  DashboardDefinition.parse({ title: 'Home', panels });
  assert.deepEqual(
    panels.map(({ id: _, ...panel }) => panel),
    [
      { kind: 'stat', title: 'humidity', queries: [{ expr: 'humidity' }], w: 24, h: 4 },
      { kind: 'job', title: 'my-job', subtitle: 'job', name: 'my-job', w: 24, h: 4 },
      { kind: 'image', title: 'my-image', subtitle: 'image', name: 'my-image', w: 24, h: 9 },
      { kind: 'events', title: 'my-event', subtitle: 'event', topics: ['my-event'], w: 24, h: 7 },
      { kind: 'log', title: 'my-log', subtitle: 'log', stream: 'my-log', w: 24, h: 7 },
    ],
  );
});

for (const count of [1, 2, 3, 4, 5, 6, 7, 9, 24, 200]) {
  test(`${count} signals fill whole rows and make a valid dashboard`, () => {
    const definition = composeDashboard(
      'Many',
      Array.from({ length: count }, (_, i) => signal(`metric_${i}`)),
    );
    DashboardDefinition.parse(definition);
    const columns = definition.panels.reduce((sum, panel) => sum + panel.w, 0);
    assert.equal(columns % 24, 0);
    assert.ok(definition.panels.length <= 24);
  });
}

test('a series with very long labels is asked for by its metric, so that the dashboard can be kept', () => {
  const definition = composeDashboard('Long', [signal('temperature', 'x'.repeat(2000))]);
  DashboardDefinition.parse(definition);
  assert.deepEqual(definition.panels[0], {
    id: 'panel-1',
    kind: 'stat',
    title: 'temperature',
    subtitle: `room=${'x'.repeat(195)}`,
    w: 24,
    h: 4,
    queries: [{ expr: 'temperature' }],
  });
});
