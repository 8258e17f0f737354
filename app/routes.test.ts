import assert from 'node:assert/strict';
import { after, describe, it, test } from 'node:test';
import { routes } from './routes.ts';
import { openApp } from './testing/open-app.ts';

type Name = keyof typeof routes;

/** One method of one route, as somebody sees it who is not signed in. */
interface Endpoint {
  /** Forms in which it answers; another `Accept` is 406. Without: it does not look at `Accept`. */
  readonly offers?: string;
  /** What it reads; another content type is 415. Without: it does not look at the type. */
  readonly reads?: string;
  /** Status for nobody; 303 leads to sign in. */
  readonly nobody: number;
}

interface Row {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly methods: Readonly<Record<string, Endpoint>>;
}

const HTML = 'text/html';
const EVENTS = 'text/event-stream';
const FORM = 'application/x-www-form-urlencoded';
const ALL_FORMS = `text/html, application/json, text/plain, ${EVENTS}`;

const PUSH = { POST: { nobody: 401 }, PUT: { nobody: 401 }, DELETE: { nobody: 401 } };
const PUBLISHING: Endpoint = { offers: 'application/json, text/plain', nobody: 401 };
/** Every address below a topic is also that of a sequence of that name. */
const SEQUENCE = { POST: PUBLISHING, PUT: PUBLISHING, DELETE: PUBLISHING };

/** Every route of the product, every method. A new one has to be written down here. */
const table: Readonly<Record<Name, Row>> = {
  home: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  homeLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  trialReading: { methods: { POST: { nobody: 401 } } },
  inboxDashboards: { methods: { POST: { nobody: 401 } } },

  dashboards: { methods: { POST: { nobody: 401 } } },
  dashboard: { params: { slug: 'attic' }, methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  dashboardLive: { params: { slug: 'attic' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  dashboardNew: { methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } } },
  dashboardEdit: {
    params: { slug: 'attic' },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } },
  },
  dashboardEditLive: { params: { slug: 'attic' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  dashboardCopy: { params: { slug: 'attic' }, methods: { POST: { nobody: 401 } } },
  dashboardVersions: { params: { slug: 'attic' }, methods: { GET: { offers: HTML, nobody: 303 } } },
  dashboardVersion: {
    params: { slug: 'attic', id: 1 },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } },
  },
  dashboardRemoval: {
    params: { slug: 'attic' },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { nobody: 401 } },
  },

  panels: { params: { slug: 'attic' }, methods: { POST: { reads: FORM, nobody: 401 } } },
  panelGallery: { params: { slug: 'attic' }, methods: { GET: { offers: HTML, nobody: 303 } } },
  panelGalleryLive: { params: { slug: 'attic' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  panelChoices: { params: { slug: 'attic' }, methods: { GET: { offers: HTML, nobody: 303 } } },
  panelEdit: {
    params: { slug: 'attic', id: 'line' },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } },
  },
  panelEditLive: { params: { slug: 'attic', id: 'line' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  dashboardVariables: {
    params: { slug: 'attic' },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } },
  },
  dashboardFile: { params: { slug: 'attic' }, methods: { GET: { nobody: 303 } } },
  dashboardText: { params: { slug: 'attic' }, methods: { GET: { nobody: 303 } } },
  dashboardZip: { params: { slug: 'attic' }, methods: { GET: { nobody: 303 } } },
  panel: { params: { slug: 'attic', id: 'cpu' }, methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  panelLive: { params: { slug: 'attic', id: 'cpu' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  panelExplanation: {
    params: { slug: 'attic', id: 'cpu' },
    methods: { GET: { offers: 'text/html, text/plain', nobody: 303 } },
  },
  panelSvg: { params: { slug: 'attic', id: 'cpu' }, methods: { GET: { nobody: 303 } } },
  panelPng: { params: { slug: 'attic', id: 'cpu' }, methods: { GET: { nobody: 303 } } },
  panelCsv: { params: { slug: 'attic', id: 'cpu' }, methods: { GET: { nobody: 303 } } },
  panelJson: { params: { slug: 'attic', id: 'cpu' }, methods: { GET: { nobody: 303 } } },
  panelText: { params: { slug: 'attic', id: 'cpu' }, methods: { GET: { nobody: 303 } } },
  dashboardInFolder: {
    params: { slug: 'attic' },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } },
  },
  panelControl: {
    params: { slug: 'attic', panel: 'lamp' },
    methods: {
      GET: { offers: 'text/html, application/json', nobody: 303 },
      POST: { reads: `${FORM}, application/json`, nobody: 401 },
    },
  },
  dashboardImport: {
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: `${FORM}, multipart/form-data`, nobody: 401 } },
  },

  explore: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  exploreLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  query: { methods: { GET: { offers: 'text/html, text/plain', nobody: 303 } } },
  queryCompletions: { methods: { GET: { offers: HTML, nobody: 303 } } },
  queryPanel: { methods: { POST: { reads: FORM, nobody: 401 } } },
  series: { methods: { GET: { offers: 'text/html, application/json, text/plain', nobody: 303 } } },
  seriesLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  seriesName: { methods: { POST: { reads: FORM, nobody: 401 } } },
  seriesUnit: { methods: { POST: { reads: FORM, nobody: 401 } } },
  seriesRemoval: { methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } } },
  seriesRestoration: { methods: { POST: { reads: FORM, nobody: 401 } } },

  jobs: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  jobsLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  job: { params: { name: 'x' }, methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  jobLive: { params: { name: 'x' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  jobRun: {
    params: { name: 'x', number: 1 },
    methods: { GET: { offers: 'text/html, application/json, text/plain', nobody: 303 } },
  },
  jobSetting: { params: { name: 'x' }, methods: { POST: { reads: FORM, nobody: 401 } } },
  jobPause: { params: { name: 'x' }, methods: { POST: { reads: FORM, nobody: 401 } } },
  jobRemoval: { params: { name: 'x' }, methods: { GET: { offers: HTML, nobody: 303 }, POST: { nobody: 401 } } },
  jobSignal: {
    params: { name: 'x' },
    methods: { GET: { nobody: 303 }, POST: { nobody: 401 }, PUT: { nobody: 401 } },
  },
  ping: { params: { name: 'x' }, methods: { GET: { nobody: 303 }, POST: { nobody: 401 } } },
  pingWith: { params: { name: 'x', what: 'start' }, methods: { GET: { nobody: 303 }, POST: { nobody: 401 } } },
  hosts: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  hostsLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  host: {
    params: { name: 'boat' },
    methods: { GET: { offers: 'text/html, application/json, text/plain', nobody: 303 } },
  },
  hostLive: { params: { name: 'boat' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  images: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  imagesLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  image: {
    params: { name: 'door' },
    methods: { GET: { offers: 'text/html, application/json, text/plain', nobody: 303 } },
  },
  imageLive: { params: { name: 'door' }, methods: { GET: { offers: EVENTS, nobody: 200 } } },
  imageRemoval: {
    params: { name: 'door' },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { nobody: 401 } },
  },
  img: { params: { name: 'door' }, methods: { GET: { nobody: 303 }, POST: { nobody: 401 }, PUT: { nobody: 401 } } },
  imageThumb: { params: { name: 'door' }, methods: { GET: { nobody: 303 } } },
  imageFrames: { params: { name: 'door' }, methods: { GET: { nobody: 303 } } },
  imagePicture: { params: { name: 'door', hash: 'a1' }, methods: { GET: { nobody: 303 } } },
  imagePictureThumb: { params: { name: 'door', hash: 'a1' }, methods: { GET: { nobody: 303 } } },

  settings: { methods: { GET: { offers: 'text/html, application/json', nobody: 303 } } },
  tokens: { methods: { POST: { reads: FORM, nobody: 401 } } },
  tokenRevocation: { params: { id: 1 }, methods: { POST: { nobody: 401 } } },
  sessionEnd: { methods: { POST: { reads: FORM, nobody: 401 } } },
  otherSessionsEnd: { methods: { POST: { nobody: 401 } } },
  audit: { methods: { GET: { offers: 'text/html, application/json, text/plain', nobody: 303 } } },
  timeZone: { methods: { POST: { reads: FORM, nobody: 401 } } },
  credentials: { methods: { POST: { reads: FORM, nobody: 401 } } },

  senders: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  sendersLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  sendersTrial: { methods: { POST: { reads: FORM, nobody: 401 } } },

  setup: { methods: { GET: { nobody: 403 } } },
  login: { methods: { GET: { offers: HTML, nobody: 200 }, POST: { reads: FORM, nobody: 401 } } },
  logout: { methods: { POST: { nobody: 303 } } },

  inOne: { params: { metric: 'x' }, methods: { GET: { nobody: 303 }, POST: { nobody: 401 }, PUT: { nobody: 401 } } },
  inMany: { methods: { POST: { nobody: 401 }, PUT: { nobody: 401 } } },
  events: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  eventsLive: { methods: { GET: { offers: EVENTS, nobody: 200 } } },
  eventNotices: { methods: { GET: { nobody: 303 } } },
  webhooks: { methods: { GET: { offers: HTML, nobody: 303 } } },
  webhook: {
    params: { topic: 'x' },
    methods: { GET: { offers: HTML, nobody: 303 }, POST: { reads: FORM, nobody: 401 } },
  },
  webhookPreview: { params: { topic: 'x' }, methods: { POST: { reads: FORM, nobody: 401 } } },
  eventShown: {
    params: { id: 'qX3vN0aLw2Zk' },
    methods: { GET: { offers: 'text/html, application/json, text/plain', nobody: 303 } },
  },
  eventHook: { params: { topic: 'x' }, methods: { POST: PUBLISHING, PUT: PUBLISHING, DELETE: PUBLISHING } },
  eventAny: { methods: { POST: PUBLISHING, PUT: PUBLISHING } },
  event: { params: { topic: 'x' }, methods: { POST: PUBLISHING, PUT: PUBLISHING } },
  eventByGet: {
    params: { topic: 'x', verb: 'publish' },
    methods: { GET: { offers: 'application/json, text/plain', nobody: 401 }, ...SEQUENCE },
  },
  eventStream: { params: { topic: 'x', form: 'json' }, methods: { GET: { nobody: 303 }, ...SEQUENCE } },
  socketIn: { methods: { GET: { nobody: 303 } } },
  socketOut: { methods: { GET: { nobody: 303 } } },
  eventSocket: { params: { topic: 'x' }, methods: { GET: { nobody: 303 }, ...SEQUENCE } },
  eventAuth: { params: { topic: 'x' }, methods: { GET: { nobody: 303 }, ...SEQUENCE } },
  eventSequence: { params: { topic: 'x', sequence: 'y' }, methods: SEQUENCE },
  eventClear: { params: { topic: 'x', sequence: 'y', word: 'clear' }, methods: { PUT: PUBLISHING } },

  influxWrite: { methods: { POST: { nobody: 401 } } },
  influxWrite2: { methods: { POST: { nobody: 401 } } },
  influxWrite3: { methods: { POST: { nobody: 401 } } },
  influxQuery: { methods: { POST: { nobody: 401 } } },
  influxPing: { methods: { GET: { nobody: 204 }, POST: { nobody: 204 } } },
  influxHealth: { methods: { GET: { nobody: 200 } } },

  remoteWrite: { methods: { POST: { nobody: 401 } } },
  remotePush: { methods: { POST: { nobody: 401 } } },
  otlpMetrics: { methods: { POST: { nobody: 401 } } },
  otlpTraces: { methods: { POST: { nobody: 401 } } },
  metrics: { methods: { GET: { nobody: 303 } } },
  pushJob: { params: { job: 'x' }, methods: PUSH },
  pushGroup: { params: { job: 'x', labels: 'room/kitchen' }, methods: PUSH },
  pushJob64: { params: { job: 'eA' }, methods: PUSH },
  pushGroup64: { params: { job: 'eA', labels: 'room/kitchen' }, methods: PUSH },
  logs: { methods: { GET: { offers: ALL_FORMS, nobody: 303 } } },
  logsLive: { methods: { GET: { offers: `application/json, text/plain, ${EVENTS}`, nobody: 401 } } },
  logStream: { params: { stream: 'app' }, methods: { POST: { nobody: 401 }, PUT: { nobody: 401 } } },
  lokiPush: { methods: { POST: { nobody: 401 } } },
  otlpLogs: { methods: { POST: { nobody: 401 } } },
  lokiOtlpLogs: { methods: { POST: { nobody: 401 } } },

  promqlQuery: { methods: { GET: { nobody: 401 }, POST: { nobody: 401 } } },
  promqlQueryRange: { methods: { GET: { nobody: 401 }, POST: { nobody: 401 } } },
  promqlFormat: { methods: { GET: { nobody: 401 }, POST: { nobody: 401 } } },
  promqlSeries: { methods: { GET: { nobody: 401 }, POST: { nobody: 401 } } },
  promqlLabels: { methods: { GET: { nobody: 401 }, POST: { nobody: 401 } } },
  promqlLabelValues: { params: { name: 'host' }, methods: { GET: { nobody: 401 } } },
  promqlMetadata: { methods: { GET: { nobody: 401 } } },
  promqlBuildInfo: { methods: { GET: { nobody: 401 } } },
  federate: { methods: { GET: { nobody: 303 } } },

  keys: { methods: { GET: { offers: HTML, nobody: 200 } } },
  api: { methods: { GET: { offers: HTML, nobody: 200 } } },
  openApi: { methods: { GET: { nobody: 200 } } },

  healthz: { methods: { GET: { nobody: 200 } } },
  readyz: { methods: { GET: { nobody: 200 } } },
  asset: { params: { version: 'x', path: 'all.css' }, methods: { GET: { nobody: 200 } } },
  favicon: { methods: { GET: { nobody: 200 } } },
};

const app = await openApp({ after });

/** What a browser sends with a form, or a visit; each test changes one thing. */
async function ask(name: Name, method: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const path = (routes[name].href as (params: Row['params']) => string)(table[name].params ?? {});
  const hasBody = !['GET', 'HEAD', 'DELETE', 'OPTIONS'].includes(method);
  const sent = {
    Accept: table[name].methods[method]?.offers ?? table[name].methods.GET?.offers ?? 'text/html',
    ...(hasBody && { 'Content-Type': FORM }),
    ...headers,
  };
  return app.fetch(path, { method, headers: sent, ...(hasBody && { body: 'a=1' }) });
}

function acceptOf({ offers = HTML }: Endpoint): string {
  return offers.includes(HTML) ? 'text/html' : offers;
}

for (const [name, { methods }] of Object.entries(table) as [Name, Row][]) {
  describe(`${routes[name].pattern}, for nobody`, () => {
    const allow = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter(
      method => method in methods || method === 'OPTIONS' || (method === 'HEAD' && 'GET' in methods),
    );

    it(`C3 C6 is 405 for another method before any right is asked for, and names ${allow.join(', ')}`, async () => {
      const options = await ask(name, 'OPTIONS');
      assert.deepEqual([options.status, options.headers.get('allow')], [204, allow.join(', ')]);
      for (const method of ['PATCH', 'DELETE', 'QUERY'].filter(each => !(each in methods))) {
        const headers = { Accept: 'image/png', 'Content-Type': 'image/png' };
        const wrong = await ask(name, method, headers);
        assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, allow.join(', ')], method);
      }
      assert.equal((await ask(name, 'BREW')).status, 501);
    });

    for (const [method, endpoint] of Object.entries(methods)) {
      const { offers, reads, nobody } = endpoint;
      it(`${method} is ${reads ? `415 for what is not ${reads}, ` : ''}${offers ? '406 for another form, ' : ''}only then ${nobody}`, async () => {
        const Accept = acceptOf(endpoint);
        const foreignType = await ask(name, method, { Accept: 'image/png', 'Content-Type': 'image/png' });
        const foreignForm = await ask(name, method, { Accept: 'image/png' });
        if (reads) assert.deepEqual([foreignType.status, foreignType.headers.get('accept')], [415, reads]);
        if (offers) assert.equal(foreignForm.status, 406);
        else if (!reads) assert.equal(foreignForm.status, nobody === 303 && name !== 'logout' ? 401 : nobody);
        const right = await ask(name, method, { Accept });
        assert.equal(right.status, nobody);
        if (nobody === 303) assert.match(right.headers.get('location') ?? '', new RegExp(`^${routes.login.href()}`));
      });
    }
  });
}

test('C11 C10 C4 another spelling, a malformed path and an unknown one are told before any right is asked for', async () => {
  const statusOf = async (path: string, method = 'GET') => (await app.fetch(path, { method })).status;
  const settings = routes.settings.href();
  assert.equal(await statusOf(`${settings}/`), 308);
  assert.equal(await statusOf(`${settings}/%zz`), 400);
  assert.equal(await statusOf(`${settings}/nothing`), 404);
  assert.equal(await statusOf(`${settings}/%zz`, 'BREW'), 400);
  assert.equal(await statusOf(`${settings}/nothing`, 'BREW'), 501);
  assert.equal(await statusOf(`${settings}/`, 'DELETE'), 308);
});

test('the answers to programs without a right are sentences and JSON with 401, to a stream an event', async () => {
  for (const path of [routes.home.href(), routes.explore.href(), routes.dashboard.href({ slug: 'attic' })]) {
    const text = await app.fetch(path, { accept: '*/*', headers: { 'User-Agent': 'curl/8.11.0' } });
    assert.deepEqual(
      [text.status, await text.text()],
      [401, 'Sign in, or send a read token: "Authorization: Bearer TOKEN".\n'],
    );
    const json = await app.fetch(path, { accept: 'application/json' });
    assert.deepEqual([json.status, Object.keys((await json.json()) as object)], [401, ['error']]);
    const events = await app.fetch(path, { accept: EVENTS });
    assert.equal(events.status, 200);
    assert.match(await events.text(), /^event: gone\n/);
  }
});
