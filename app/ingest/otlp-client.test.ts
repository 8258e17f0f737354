import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from '@opentelemetry/sdk-metrics';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';

/** The unmodified exporters of OpenTelemetry for JavaScript. */
const EXPORTERS = { JSON: JsonExporter, protobuf: ProtobufExporter };

const RESOURCE = resourceFromAttributes({
  'service.name': 'checkout',
  'service.namespace': 'shop',
  'service.instance.id': 'node-1',
  'host.name': 'boat',
});
const WHO = { job: 'shop/checkout', instance: 'node-1' };

for (const [encoding, Exporter] of Object.entries(EXPORTERS)) {
  test(`OpenTelemetry's exporter of ${encoding} writes gauges, counters and histograms, named as Prometheus names them`, async t => {
    const { app, meter, flush } = await begin(t, options => new Exporter(options), AggregationTemporality.CUMULATIVE);
    meter.createObservableGauge('room.temperature', { unit: 'Cel', description: 'Air' }).addCallback(result => {
      result.observe(21.4, { 'room.name': 'kitchen' });
    });
    const orders = meter.createCounter('orders', { description: 'Orders that came in' });
    orders.add(2, { country: 'CH' });
    meter.createUpDownCounter('queue.length').add(-3);
    const duration = meter.createHistogram('http.server.duration', {
      unit: 's',
      advice: { explicitBucketBoundaries: [0.1, 1] },
    });
    for (const seconds of [0.05, 0.5, 0.7, 5]) duration.record(seconds, { 'http.route': '/pay' });
    await flush();
    orders.add(5, { country: 'CH' });
    await flush();

    const { history } = app.deps;
    assert.deepEqual(await valuesOf(app, 'room_temperature_celsius'), [[{ room_name: 'kitchen', ...WHO }, 21.4]]);
    assert.deepEqual(await valuesOf(app, 'orders_total'), [[{ country: 'CH', ...WHO }, 7]]);
    assert.deepEqual(await valuesOf(app, 'queue_length'), [[WHO, -3]]);
    assert.deepEqual(await valuesOf(app, 'target_info'), [[{ host_name: 'boat', ...WHO }, 1]]);
    const route = { http_route: '/pay', ...WHO };
    assert.deepEqual(await valuesOf(app, 'http_server_duration_seconds_count'), [[route, 4]]);
    assert.deepEqual(await valuesOf(app, 'http_server_duration_seconds_sum'), [[route, 6.25]]);
    const buckets = await valuesOf(app, 'http_server_duration_seconds_bucket');
    assert.deepEqual(buckets.map(([labels, value]) => [labels.le, value]).sort(), [
      ['+Inf', 4],
      ['0.1', 1],
      ['1', 3],
    ]);
    assert.deepEqual(await history.metadata(['orders_total', 'room_temperature_celsius', 'queue_length']), [
      { metric: 'orders_total', type: 'counter', help: 'Orders that came in' },
      { metric: 'room_temperature_celsius', type: 'gauge', unit: '°C', help: 'Air' },
      { metric: 'queue_length', type: 'gauge' },
    ]);
  });

  test(`what OpenTelemetry's exporter of ${encoding} sends as differences is added up`, async t => {
    const { app, meter, flush } = await begin(t, options => new Exporter(options), AggregationTemporality.DELTA);
    const orders = meter.createCounter('orders');
    const size = meter.createHistogram('order.size', { advice: { explicitBucketBoundaries: [10] } });
    for (const amount of [2, 5, 4]) {
      orders.add(amount);
      size.record(amount * 3);
      await flush();
    }
    assert.deepEqual(await valuesOf(app, 'orders_total'), [[WHO, 11]]);
    assert.deepEqual(await valuesOf(app, 'order_size_sum'), [[WHO, 33]]);
    const buckets = await valuesOf(app, 'order_size_bucket');
    assert.deepEqual(buckets.map(([labels, value]) => [labels.le, value]).sort(), [
      ['+Inf', 3],
      ['10', 1],
    ]);
  });

  test(`exponential histograms of the exporter of ${encoding} become classic ones whose bounds stay`, async t => {
    const view = { instrumentName: '*', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM as const } };
    const { app, meter, flush } = await begin(t, options => new Exporter(options), AggregationTemporality.CUMULATIVE, [
      view,
    ]);
    const delay = meter.createHistogram('delay');
    for (const value of [0, 1.2, 1.3, 3.9, 900]) delay.record(value);
    await flush();
    const buckets = await valuesOf(app, 'delay_bucket');
    const bounds = buckets.map(
      ([labels, value]) => [Number(labels.le === '+Inf' ? Infinity : labels.le), value] as const,
    );
    const below = (bound: number) => bounds.filter(([le]) => le <= bound).sort(([a], [b]) => b - a)[0]?.[1];
    assert.deepEqual([0, 1.5, 4.1, 1025, Infinity].map(below), [1, 3, 4, 5, 5]);
    assert.deepEqual(await valuesOf(app, 'delay_sum'), [[WHO, 906.4]]);
  });
}

/** Fewer digits are kept where floats are added. */
async function valuesOf(app: OpenApp, metric: string): Promise<[Readonly<Record<string, string>>, number][]> {
  const { series } = await app.deps.history.latest({ metrics: [metric] });
  return series.map(({ labels, value }) => [labels, Number(value.toFixed(9))]);
}

type View = NonNullable<ConstructorParameters<typeof MeterProvider>[0]>['views'];

async function begin(
  t: TestContext,
  createExporter: (options: {
    url: string;
    headers: Record<string, string>;
    temporalityPreference: AggregationTemporality;
  }) => PushMetricExporter,
  temporalityPreference: AggregationTemporality,
  views: View = [],
) {
  const app = await openApp(t);
  const url = (await app.listen()) + routes.otlpMetrics.href();
  const headers = { Authorization: `Bearer ${app.tokens.ingest}` };
  const exporter = createExporter({ url, headers, temporalityPreference });
  // The SDK stamps its points with the time of the system, the test's server lives at another one: both are kept.
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ resource: RESOURCE, readers: [reader], views });
  return { app, meter: provider.getMeter('test'), flush: () => provider.forceFlush() };
}
