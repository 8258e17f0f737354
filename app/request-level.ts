import { routes } from './routes.ts';

/** Readings, queries and streams are many and alike; the other lines are worth seeing. */
const QUIET_ROUTES: ReadonlySet<string | undefined> = new Set(
  [
    ...[routes.inOne, routes.inMany, routes.influxWrite, routes.influxWrite2, routes.influxWrite3, routes.influxPing],
    ...[routes.jobSignal, routes.ping, routes.pingWith, routes.jobsLive, routes.jobLive],
    ...[
      routes.promqlQuery,
      routes.promqlQueryRange,
      routes.promqlSeries,
      routes.promqlLabels,
      routes.promqlLabelValues,
    ],
    ...[routes.logStream, routes.lokiPush, routes.otlpLogs, routes.lokiOtlpLogs, routes.logsLive],
    ...[routes.promqlMetadata, routes.promqlBuildInfo, routes.federate],
    ...[routes.remoteWrite, routes.remotePush, routes.otlpMetrics, routes.otlpTraces, routes.metrics],
    ...[routes.pushJob, routes.pushGroup, routes.pushJob64, routes.pushGroup64, routes.sendersLive],
    ...[routes.homeLive, routes.dashboardLive, routes.panelLive, routes.exploreLive, routes.seriesLive],
    ...[routes.eventAny, routes.event, routes.eventByGet, routes.eventSequence, routes.eventStream, routes.eventSocket],
    ...[routes.eventsLive, routes.eventNotices],
    ...[routes.img, routes.imageThumb, routes.imageFrames, routes.imagePicture, routes.imagePictureThumb],
    ...[routes.imagesLive, routes.imageLive, routes.hostsLive, routes.hostLive, routes.socketIn, routes.socketOut],
    ...[routes.queryCompletions, routes.asset, routes.healthz, routes.readyz],
  ].map(({ pattern }) => pattern),
);

/** How loud a request is in the log. */
export function requestLevel(status: number, route: string | undefined): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return QUIET_ROUTES.has(route) ? 'debug' : 'info';
}
