import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as JsonExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, SimpleLogRecordProcessor } from '@opentelemetry/sdk-logs';
import pino from 'pino';
import { pinoLoki } from 'pino-loki';
import winston from 'winston';
import LokiTransport from 'winston-loki';
import type { KeptLine } from '../logs/log-line.ts';
import { routes } from '../routes.ts';
import { type OpenApp, openApp } from '../testing/open-app.ts';

/** Libraries as they are, with nothing changed but the address. */

test('pino-loki', async t => {
  const app = await openApp(t);
  const host = await app.listen();
  const kept = nextLines(app, 2);
  const transport = pinoLoki({
    ...{ host, headers: app.headersOf('ingest'), batching: false, silenceErrors: false },
    labels: { app: 'shop' },
  });
  const logger = pino({ base: { hostname: 'boat' } }, transport);
  logger.info({ order: 7 }, 'order paid');
  logger.error(new Error('boom'), 'no paper');
  const lines = await kept;
  assert.deepEqual(
    lines.map(({ stream, level, text }) => [stream, level, text.split('\n')[0]]),
    [
      ['shop', 'info', 'order paid'],
      ['shop', 'error', 'no paper'],
    ],
  );
  assert.equal(lines[0]!.fields.order, '7');
  assert.match(lines[1]!.text, /Error: boom\n\s+at /);
  transport.end();
});

for (const json of [true, false]) {
  test(`winston-loki, with ${json ? 'JSON' : 'protobuf'}`, async t => {
    const app = await openApp(t);
    const kept = nextLines(app, 1);
    const errors: unknown[] = [];
    const host = await app.listen();
    const answered = once(app.servers[0]!, 'request').then(([, response]) => once(response, 'finish'));
    const transport = new LokiTransport({
      ...{
        host,
        headers: app.headersOf('ingest') as Record<string, string>,
        json,
        batching: false,
      },
      ...{ labels: { job: 'till' }, gracefulShutdown: false, onConnectionError: error => errors.push(error) },
    });
    const logger = winston.createLogger({ transports: [transport] });
    logger.warn('reader late', { order: 8 });
    const [line] = await kept;
    assert.deepEqual([line!.stream, line!.level, line!.text, line!.fields.order], ['till', 'warn', 'reader late', '8']);
    await answered;
    assert.deepEqual(errors, []);
    logger.close();
  });
}

for (const [name, Exporter] of Object.entries({ JSON: JsonExporter, protobuf: ProtobufExporter })) {
  test(`OpenTelemetry, with ${name}, packed`, async t => {
    const app = await openApp(t);
    const kept = nextLines(app, 2);
    const exporter = new Exporter({
      url: new URL(routes.otlpLogs.href(), await app.listen()).href,
      headers: app.headersOf('ingest') as Record<string, string>,
      compression: 'gzip' as never,
    });
    const provider = new LoggerProvider({
      resource: resourceFromAttributes({ 'service.name': 'till', 'host.name': 'boat' }),
      processors: [new SimpleLogRecordProcessor({ exporter } as never)],
    });
    const logger = provider.getLogger('cart');
    logger.emit({
      ...{ severityNumber: SeverityNumber.WARN, body: 'card late', eventName: 'late' },
      attributes: { order: 9, ok: false, items: ['tea', 'milk'], big: 1.5 },
    });
    logger.emit({ severityNumber: SeverityNumber.FATAL, body: { order: 10, nested: { deep: true } } });
    const lines = (await kept).toSorted((a, b) => a.level.localeCompare(b.level) * -1);
    await provider.shutdown();
    const [late, fatal] = lines;
    assert.deepEqual([late!.stream, late!.level, late!.text], ['till', 'warn', 'card late']);
    assert.deepEqual(late!.fields, {
      ...{ order: '9', ok: 'false', items: '["tea","milk"]', big: '1.5', event: 'late', scope: 'cart' },
      'host.name': 'boat',
    });
    assert.deepEqual([fatal!.level, fatal!.text], ['error', '{"order":10,"nested":{"deep":true}}']);
  });
}

async function nextLines({ deps }: OpenApp, count: number): Promise<KeptLine[]> {
  const lines: KeptLine[] = [];
  for await (const item of deps.logs.live.subscribe()) {
    if (item.kind === 'event') lines.push(item.value);
    if (lines.length === count) break;
  }
  return lines;
}
