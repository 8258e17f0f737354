import { route } from './http/route.ts';

/** Every URL by name. Links, forms, handlers and tests are built from these; no other file spells a path. */
export const routes = {
  home: route('/'),
  homeLive: route('/live'),
  trialReading: route('/trial-reading'),
  inboxDashboards: route('/inbox/dashboards'),

  dashboard: route('/d/:slug{slug}'),
  dashboardLive: route('/d/:slug{slug}/live'),
  dashboardRemoval: route('/d/:slug{slug}/removal'),

  explore: route('/explore'),
  exploreLive: route('/explore/live'),
  query: route('/explore/query'),
  queryCompletions: route('/explore/query/completions'),
  queryPanel: route('/explore/query/panel'),
  series: route('/explore/series'),
  seriesLive: route('/explore/series/live'),
  seriesName: route('/explore/series/name'),
  seriesUnit: route('/explore/series/unit'),
  seriesRemoval: route('/explore/series/removal'),
  seriesRestoration: route('/explore/series/restoration'),

  hosts: route('/hosts'),
  hostsLive: route('/hosts-live'),
  host: route('/hosts/:name'),
  hostLive: route('/hosts/:name/live'),

  settings: route('/settings'),
  tokens: route('/settings/tokens'),
  tokenRevocation: route('/settings/tokens/:id{int}/revocation'),
  sessionEnd: route('/settings/sessions/end'),
  otherSessionsEnd: route('/settings/sessions/end-others'),
  credentials: route('/settings/credentials'),

  setup: route('/setup'),
  login: route('/login'),
  logout: route('/logout'),

  inOne: route('/in/:metric'),
  inMany: route('/in'),
  influxWrite: route('/write'),
  influxWrite2: route('/api/v2/write'),
  influxWrite3: route('/api/v3/write_lp'),
  influxQuery: route('/query'),
  influxPing: route('/ping'),
  influxHealth: route('/health'),

  promqlQuery: route('/api/v1/query'),
  promqlQueryRange: route('/api/v1/query_range'),
  promqlFormat: route('/api/v1/format_query'),
  promqlSeries: route('/api/v1/series'),
  promqlLabels: route('/api/v1/labels'),
  promqlLabelValues: route('/api/v1/label/:name/values'),
  promqlMetadata: route('/api/v1/metadata'),
  promqlBuildInfo: route('/api/v1/status/buildinfo'),
  federate: route('/federate'),

  api: route('/api'),
  openApi: route('/openapi.json'),

  healthz: route('/healthz'),
  readyz: route('/readyz'),
  asset: route('/assets/:version/*path'),
  favicon: route('/favicon.ico'),
} as const;
