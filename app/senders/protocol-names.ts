import { routes } from '../routes.ts';

/** How each protocol is called in counts, by the pattern of its address: a line for each that takes something in. */
export const protocolNames: ReadonlyMap<string, string> = new Map([
  [routes.inOne.pattern, 'reading'],
  [routes.inMany.pattern, 'readings'],
  [routes.socketIn.pattern, 'web_socket'],
  [routes.influxWrite.pattern, 'influx'],
  [routes.influxWrite2.pattern, 'influx'],
  [routes.influxWrite3.pattern, 'influx'],
  [routes.remoteWrite.pattern, 'remote_write'],
  [routes.remotePush.pattern, 'remote_write'],
  [routes.otlpMetrics.pattern, 'otlp_metrics'],
  [routes.otlpTraces.pattern, 'otlp_traces'],
  [routes.pushJob.pattern, 'push'],
  [routes.pushGroup.pattern, 'push'],
  [routes.pushJob64.pattern, 'push'],
  [routes.pushGroup64.pattern, 'push'],
  [routes.logStream.pattern, 'log'],
  [routes.lokiPush.pattern, 'loki'],
  [routes.otlpLogs.pattern, 'otlp_logs'],
  [routes.lokiOtlpLogs.pattern, 'otlp_logs'],
  [routes.img.pattern, 'image'],
  [routes.jobSignal.pattern, 'job'],
  [routes.ping.pattern, 'ping'],
  [routes.pingWith.pattern, 'ping'],
  [routes.eventAny.pattern, 'event'],
  [routes.event.pattern, 'event'],
  [routes.eventByGet.pattern, 'event'],
  [routes.eventSequence.pattern, 'event'],
  [routes.eventHook.pattern, 'webhook'],
]);

const LABELS: Readonly<Record<string, string>> = {
  reading: 'one reading',
  readings: 'JSON, NDJSON, CSV',
  web_socket: 'web socket',
  influx: 'InfluxDB line protocol',
  remote_write: 'Prometheus remote write',
  otlp_metrics: 'OpenTelemetry metrics',
  otlp_traces: 'OpenTelemetry traces',
  push: 'Prometheus text, pushed',
  log: 'lines of a log',
  loki: 'Loki',
  otlp_logs: 'OpenTelemetry logs',
  image: 'images',
  job: 'a job',
  ping: 'pings of a job',
  event: 'events',
  webhook: 'a webhook',
};

/** The protocol for people. */
export function protocolLabel(protocol: string): string {
  return LABELS[protocol] ?? protocol;
}
