import { routes } from '../app/routes.ts';

/** Every way to write readings, each with one of the metric `stolen`. */
export const INGEST: readonly { readonly method: string; readonly href: string; readonly body?: string }[] = [
  { method: 'GET', href: routes.inOne.href({ metric: 'stolen' }, { v: 1 }) },
  { method: 'POST', href: routes.inOne.href({ metric: 'stolen' }), body: '1' },
  { method: 'PUT', href: routes.inOne.href({ metric: 'stolen' }), body: '1' },
  { method: 'POST', href: routes.inMany.href(), body: '{"stolen": 1}' },
  { method: 'PUT', href: routes.inMany.href(), body: '{"stolen": 1}' },
  { method: 'POST', href: routes.influxWrite.href(), body: 'stolen value=1' },
  { method: 'POST', href: routes.influxWrite2.href(), body: 'stolen value=1' },
  { method: 'POST', href: routes.influxWrite3.href(), body: 'stolen value=1' },
  { method: 'POST', href: routes.influxQuery.href({}, { q: 'CREATE DATABASE x' }) },
];

/** A series that the pages and streams below are about. */
export const SERIES = 'temperature{room="kitchen"}';
export const PAGES = [
  routes.home.href(),
  routes.dashboard.href({ slug: 'this-machine' }),
  routes.dashboardRemoval.href({ slug: 'this-machine' }),
  routes.explore.href(),
  routes.query.href({}, { q: 'temperature' }),
  routes.queryCompletions.href({}, { q: 'temp' }),
  routes.series.href({}, { key: SERIES }),
  routes.seriesRemoval.href({}, { key: SERIES }),
  routes.hosts.href(),
  routes.host.href({ name: 'attic' }),
  routes.settings.href(),
];
export const STREAMS = [
  routes.homeLive.href(),
  routes.dashboardLive.href({ slug: 'this-machine' }),
  routes.exploreLive.href(),
  routes.hostsLive.href(),
  routes.hostLive.href({ name: 'attic' }),
  routes.seriesLive.href({}, { key: SERIES }),
];
/** Every form, but those for signing in and out. */
export const CHANGES = [
  routes.trialReading.href(),
  routes.inboxDashboards.href(),
  routes.dashboardRemoval.href({ slug: 'this-machine' }),
  routes.seriesName.href(),
  routes.seriesUnit.href(),
  routes.seriesRemoval.href(),
  routes.seriesRestoration.href(),
  routes.tokens.href(),
  routes.tokenRevocation.href({ id: 1 }),
  routes.credentials.href(),
  routes.sessionEnd.href(),
  routes.otherSessionsEnd.href(),
];
