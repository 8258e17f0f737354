import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { parseSelector } from '../history/parse-selector.ts';
import { createMatcher } from '../history/select.ts';
import { seriesKey } from '../history/series-key.ts';
import { quietStreams } from '../host/testing/quiet-streams.ts';
import { DashboardDefinition } from './definition.ts';
import { OWN_METRICS } from './own-metrics.ts';
import { thisMachine } from './this-machine.ts';

/** What the library says of a machine that has everything; put in place before the sources take hold of the real one. */
const answers = {
  currentLoad: {
    currentLoad: 40,
    currentLoadUser: 20,
    currentLoadNice: 1,
    currentLoadSystem: 10,
    currentLoadIrq: 1,
    currentLoadSteal: 2,
    cpus: [{ load: 30 }, { load: 50 }],
  },
  mem: { active: 4e9, total: 16e9, swapused: 1e9, swaptotal: 2e9 },
  fsSize: [
    { mount: '/', used: 1e9, size: 4e9 },
    { mount: '/proc', used: 0, size: 0 },
  ],
  fsStats: { rx_sec: 1000.4, wx_sec: -3 },
  networkStats: [
    { iface: 'lo', operstate: 'unknown', rx_sec: 1, tx_sec: 1 },
    { iface: 'eth0', operstate: 'up', rx_sec: 2000.6, tx_sec: null },
    { iface: 'eth1', operstate: 'down', rx_sec: 1, tx_sec: 1 },
    { iface: 'wlan0', operstate: 'unknown', rx_sec: 10, tx_sec: 20 },
  ],
  cpuTemperature: { main: 47.5 },
};
const information = createRequire(import.meta.url)('systeminformation');
for (const [name, answer] of Object.entries(answers)) information[name] = async () => answer;
const { hostSources } = await import('../host/host-sources.ts');
const { libraryMachine } = await import('../host/library/library-machine.ts');
const { ownNumbers } = await import('../host/own.ts');
const { ownStreams } = await import('../host/own-streams.ts');

const own = ownNumbers({
  requests: () => 0,
  readings: () => 0,
  openStreams: () => 0,
  openScreens: () => 0,
  streamMemory: () => ({ memoryBytes: 0, leases: 0 }),
  subscribers: () => 0,
  databases: { state: 'state.db' },
});
const streams = ownStreams(quietStreams());
const gauges = (await Promise.all([...hostSources(libraryMachine), own, streams].map(source => source.read()))).flat();
const definition = thisMachine('boat', 'Linux 6.12');

test('This machine is a valid dashboard that names the machine and its system', () => {
  assert.deepEqual(DashboardDefinition.parse(definition), definition);
  assert.equal(definition.subtitle, 'boat · Linux 6.12');
});

test('every series that This machine asks for is given by a source', () => {
  const series = gauges.map(({ metric, labels = {} }) => ({
    key: seriesKey(metric, labels),
    metric,
    labels,
    createdMs: 0,
  }));
  const exprs = definition.panels.flatMap(panel => [
    ...('queries' in panel ? panel.queries.map(({ expr }) => expr) : []),
    ...('maxExpr' in panel && panel.maxExpr ? [panel.maxExpr] : []),
    ...(panel.kind === 'telltale' ? OWN_METRICS : []),
  ]);
  assert.ok(exprs.length > 15);
  for (const expr of exprs) {
    const selector = parseSelector(expr);
    assert.ok(!('problem' in selector) && series.some(createMatcher(selector)), `nobody gives ${expr}`);
  }
});

test('every label that a legend names is one of its series', () => {
  const legends = definition.panels.flatMap(panel => ('queries' in panel ? panel.queries : []));
  for (const { expr, legend = '' } of legends) {
    const labels = gauges.find(({ metric }) => expr.startsWith(metric))?.labels ?? {};
    for (const [, name] of legend.matchAll(/\{\{(\w+)\}\}/g))
      assert.ok(name! in labels, `${expr} has no label ${name}`);
  }
});

test('the panels of This machine fill their rows', () => {
  const columns = definition.panels.reduce((sum, { w }) => sum + w, 0);
  assert.equal(columns % 24, 0);
});

test('a source leaves out what the machine does not say: devices that are off, empty file systems, rates without a past', () => {
  const found = (metric: string) =>
    gauges.filter(gauge => gauge.metric === metric).map(({ value, labels }) => [labels, value]);
  assert.deepEqual(found('host_network_bytes_per_second'), [
    [{ interface: 'eth0', direction: 'in' }, 2001],
    [{ interface: 'wlan0', direction: 'in' }, 10],
    [{ interface: 'wlan0', direction: 'out' }, 20],
  ]);
  assert.deepEqual(found('host_disk_used_percent'), [[{ mount: '/' }, 25]]);
  assert.deepEqual(found('host_disk_bytes_per_second'), [
    [{ direction: 'read' }, 1000],
    [{ direction: 'write' }, 0],
  ]);
  assert.deepEqual(found('host_cpu_mode_percent'), [
    [{ mode: 'user' }, 21],
    [{ mode: 'system' }, 11],
    [{ mode: 'steal' }, 2],
  ]);
  assert.deepEqual(found('host_cpu_temperature'), [[undefined, 47.5]]);
});
