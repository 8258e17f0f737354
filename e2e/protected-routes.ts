import { routes } from '../app/routes.ts';

/** A block of snappy with nothing in it. */
const NOTHING = '\0';
const METRICS = JSON.stringify({
  resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'stolen', gauge: { dataPoints: [{ asInt: 1 }] } }] }] }],
});

/** Every way to write readings, each with one of the metric `stolen`. */
export const INGEST: readonly {
  readonly method: string;
  readonly href: string;
  readonly body?: string;
  readonly type?: string;
}[] = [
  { method: 'GET', href: routes.inOne.href({ metric: 'stolen' }, { v: 1 }) },
  { method: 'POST', href: routes.inOne.href({ metric: 'stolen' }), body: '1' },
  { method: 'PUT', href: routes.inOne.href({ metric: 'stolen' }), body: '1' },
  { method: 'POST', href: routes.inMany.href(), body: '{"stolen": 1}' },
  { method: 'PUT', href: routes.inMany.href(), body: '{"stolen": 1}' },
  { method: 'POST', href: routes.influxWrite.href(), body: 'stolen value=1' },
  { method: 'POST', href: routes.influxWrite2.href(), body: 'stolen value=1' },
  { method: 'POST', href: routes.influxWrite3.href(), body: 'stolen value=1' },
  { method: 'POST', href: routes.jobSignal.href({ name: 'stolen' }), body: 'start' },
  { method: 'GET', href: routes.jobSignal.href({ name: 'stolen' }, { v: 'start' }) },
  { method: 'GET', href: routes.ping.href({ name: 'stolen' }) },
  { method: 'POST', href: routes.pingWith.href({ name: 'stolen', what: 'fail' }) },
  { method: 'POST', href: routes.influxQuery.href({}, { q: 'CREATE DATABASE x' }) },
  { method: 'POST', href: routes.remoteWrite.href(), body: NOTHING, type: 'application/x-protobuf' },
  { method: 'POST', href: routes.remotePush.href(), body: NOTHING, type: 'application/x-protobuf' },
  { method: 'POST', href: routes.otlpMetrics.href(), body: METRICS, type: 'application/json' },
  { method: 'POST', href: routes.otlpTraces.href(), body: '{}', type: 'application/json' },
  { method: 'POST', href: routes.pushJob.href({ job: 'x' }), body: 'stolen 1\n' },
  { method: 'PUT', href: routes.pushJob.href({ job: 'x' }), body: 'stolen 1\n' },
  { method: 'DELETE', href: routes.pushGroup.href({ job: 'x', labels: 'room/kitchen' }) },
];

/** A series that the pages and streams below are about. */
export const SERIES = 'temperature{room="kitchen"}';
const CPU = { slug: 'this-machine', id: 'cpu' };
export const PAGES = [
  routes.home.href(),
  routes.dashboard.href({ slug: 'this-machine' }),
  routes.dashboardRemoval.href({ slug: 'this-machine' }),
  routes.dashboardNew.href(),
  routes.dashboardEdit.href({ slug: 'this-machine' }),
  routes.dashboardVersions.href({ slug: 'this-machine' }),
  routes.dashboardVersion.href({ slug: 'this-machine', id: 1 }),
  routes.dashboardVariables.href({ slug: 'this-machine' }),
  routes.dashboardFile.href({ slug: 'this-machine' }),
  routes.dashboardText.href({ slug: 'this-machine' }),
  routes.dashboardZip.href({ slug: 'this-machine' }),
  routes.panel.href(CPU),
  routes.panelExplanation.href(CPU),
  routes.panelSvg.href(CPU),
  routes.panelPng.href(CPU),
  routes.panelCsv.href(CPU),
  routes.panelJson.href(CPU),
  routes.panelText.href(CPU),
  routes.dashboardInFolder.href({ slug: 'this-machine' }),
  routes.panelControl.href({ slug: 'this-machine', panel: 'cpu' }),
  routes.dashboardImport.href(),
  routes.explore.href(),
  routes.query.href({}, { q: 'temperature' }),
  routes.queryCompletions.href({}, { q: 'temp' }),
  routes.series.href({}, { key: SERIES }),
  routes.seriesRemoval.href({}, { key: SERIES }),
  routes.jobs.href(),
  routes.hosts.href(),
  routes.host.href({ name: 'attic' }),
  routes.settings.href(),
  routes.audit.href(),
  routes.senders.href(),
];
export const STREAMS = [
  routes.homeLive.href(),
  routes.dashboardLive.href({ slug: 'this-machine' }),
  routes.dashboardEditLive.href({ slug: 'this-machine' }),
  routes.panelGalleryLive.href({ slug: 'this-machine' }, { show: `reading ${SERIES}` }),
  routes.panelEditLive.href({ slug: 'this-machine', id: 'cpu' }),
  routes.panelLive.href(CPU),
  routes.exploreLive.href(),
  routes.jobsLive.href(),
  routes.hostsLive.href(),
  routes.hostLive.href({ name: 'attic' }),
  routes.seriesLive.href({}, { key: SERIES }),
  routes.sendersLive.href(),
];
/** Every form, but those for signing in and out. */
export const CHANGES = [
  routes.trialReading.href(),
  routes.inboxDashboards.href(),
  routes.dashboardRemoval.href({ slug: 'this-machine' }),
  routes.dashboardVariables.href({ slug: 'this-machine' }),
  routes.dashboards.href(),
  routes.dashboardNew.href(),
  routes.dashboardEdit.href({ slug: 'this-machine' }),
  routes.dashboardCopy.href({ slug: 'this-machine' }),
  routes.dashboardVersion.href({ slug: 'this-machine', id: 1 }),
  routes.panels.href({ slug: 'this-machine' }),
  routes.panelEdit.href({ slug: 'this-machine', id: 'cpu' }),
  routes.dashboardInFolder.href({ slug: 'this-machine' }),
  routes.panelControl.href({ slug: 'this-machine', panel: 'cpu' }),
  routes.dashboardImport.href(),
  routes.seriesName.href(),
  routes.seriesUnit.href(),
  routes.seriesRemoval.href(),
  routes.seriesRestoration.href(),
  routes.jobSetting.href({ name: 'nightly' }),
  routes.jobPause.href({ name: 'nightly' }),
  routes.jobRemoval.href({ name: 'nightly' }),
  routes.tokens.href(),
  routes.tokenRevocation.href({ id: 1 }),
  routes.credentials.href(),
  routes.timeZone.href(),
  routes.sessionEnd.href(),
  routes.otherSessionsEnd.href(),
  routes.sendersTrial.href(),
];
