import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { terminalText } from '../../components/text/terminal-text.ts';
import type { Press } from '../controls/store.ts';
import type { KeptEvent } from '../events/kept/event.ts';
import type { ImageState } from '../images/kept/picture.ts';
import type { JobState, JobView, RunView } from '../jobs/runs/job-view.ts';
import { readHtml } from '../testing/read-html.ts';
import type { PanelDefinition, SeriesPanelDefinition } from './definition.ts';
import { OWN_METRICS } from './own-metrics.ts';
import type { PanelSeries, PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import { panels } from './panels.ts';
import { boardText } from './text.ts';

const NOW_MS = Date.UTC(2026, 5, 1, 12);
const COUNT = 60;
const HOSTILE = `</svg></article><script>alert("1")</script>'"&<!--\u0000\u202e`;

const placed = { id: 'one', title: 'A title', w: 8, h: 6 };
const shows = { ...placed, queries: [{ expr: 'temperature' }] };
const look = {
  thresholds: {
    direction: 'below',
    steps: [
      { at: 1e300, status: 'ok' },
      { at: 10, status: 'warn', word: HOSTILE.slice(0, 40) },
      { at: -3, status: 'crit' },
    ],
  },
  mappings: [
    { value: 1, text: HOSTILE.slice(0, 60) },
    { from: 2, to: 3, text: 'two or three', status: 'crit' },
    { is: 'infinite', text: 'endless' },
  ],
  ...{ noValue: HOSTILE.slice(0, 60), decimals: 2, min: 0, max: 40 },
} satisfies Partial<SeriesPanelDefinition>;

/** Every kind, in every way it can be set. A new kind belongs here. */
const DEFINITIONS: { readonly [Kind in PanelDefinition['kind']]: readonly (PanelDefinition & { kind: Kind })[] } = {
  stat: [
    { ...shows, kind: 'stat' },
    { ...shows, ...look, kind: 'stat' },
  ],
  gauge: [
    { ...shows, kind: 'gauge' },
    { ...shows, kind: 'gauge', min: -10, max: 40, warn: 0.8, crit: 0.9 },
    { ...shows, kind: 'gauge', min: 5, max: 5, warn: 0.5 },
    { ...shows, kind: 'gauge', maxExpr: 'total', crit: 0.95 },
    { ...shows, ...look, kind: 'gauge' },
  ],
  line: [
    { ...shows, kind: 'line' },
    { ...shows, kind: 'line', isStacked: true },
    { ...shows, ...look, kind: 'line' },
  ],
  table: [
    { ...shows, kind: 'table' },
    { ...shows, ...look, kind: 'table' },
  ],
  log: [{ ...placed, kind: 'log', stream: 'app' }],
  image: [{ ...placed, kind: 'image', name: 'door' }],
  job: [{ ...placed, kind: 'job', name: 'nightly' }],
  events: [
    { ...placed, kind: 'events', topics: ['deploys'] },
    { ...placed, kind: 'events', topics: ['deploys', 'alerts'] },
  ],
  control: [
    { ...placed, kind: 'control', control: 'button', sends: { to: 'webhook', url: 'http://10.0.0.9/x?secret=1' } },
    {
      ...placed,
      kind: 'control',
      control: 'button',
      label: HOSTILE.slice(0, 60),
      sends: { to: 'event', topic: 'bell' },
    },
    { ...placed, kind: 'control', control: 'switch', sends: { to: 'series', series: 'one' }, question: HOSTILE },
    { ...placed, kind: 'control', control: 'switch', sends: { to: 'series', series: 'lamp' }, confirmExpr: 'one' },
    { ...placed, kind: 'control', control: 'slider', min: -5, max: 1e6, sends: { to: 'series', series: 'one' } },
    {
      ...{ ...placed, kind: 'control', control: 'choice', sends: { to: 'event', topic: 'deploys' } },
      options: [
        { value: HOSTILE, label: HOSTILE.slice(0, 60) },
        { value: 2, label: 'two' },
      ],
    },
    { ...placed, kind: 'control', control: 'text', sends: { to: 'event', topic: 'deploys' } },
  ],
  telltale: [{ ...placed, kind: 'telltale' }],
  'bar-gauge': [
    { ...shows, kind: 'bar-gauge' },
    { ...shows, ...look, kind: 'bar-gauge' },
  ],
  bars: [
    { ...shows, kind: 'bars' },
    { ...shows, ...look, kind: 'bars', measure: 'share', order: 'name' },
  ],
  status: [
    { ...shows, kind: 'status' },
    { ...shows, ...look, kind: 'status' },
  ],
  timeline: [
    { ...shows, kind: 'timeline' },
    { ...shows, ...look, kind: 'timeline' },
  ],
  heatmap: [
    { ...shows, kind: 'heatmap' },
    { ...shows, ...look, kind: 'heatmap' },
    { ...shows, kind: 'heatmap', isHistogram: true },
  ],
  text: [{ ...placed, kind: 'text', markdown: `# Words\n\n${HOSTILE}` }],
  boards: [{ ...placed, kind: 'boards' }],
};

type Values = PanelSeries['values'];

const fill = (value: number | undefined): Values => Array.from({ length: COUNT }, () => value);

function series(name: string, values: Values, more: Partial<PanelSeries> = {}): PanelSeries {
  const value = values.findLast(each => each !== undefined) ?? 0;
  const known = values.filter(each => each !== undefined);
  const range = { min: Math.min(...known), max: Math.max(...known), maxAtMs: NOW_MS };
  const extremes = known.length > 0 ? range : undefined;
  return { key: name, name, unit: '', value, atMs: NOW_MS, intervalMs: 1000, values, extremes, ...more };
}

const lineOf = (seq: number, text: string, fields = {}) =>
  ({ seq, atMs: NOW_MS, stream: 'app', level: 'info', text, fields }) as const;

const imageOf = (more: Partial<ImageState['newest']> = {}): ImageState => ({
  ...{ name: 'door', firstMs: NOW_MS - 60_000, pictures: 7, sizeBytes: 70_000 },
  newest: {
    ...{ seq: 7, atMs: NOW_MS, hash: 'ab12', format: 'jpeg', width: 640, height: 480, sizeBytes: 10_000, labels: {} },
    ...more,
  },
});

const runOf = (more: Partial<RunView> = {}): RunView => ({
  ...{ number: 3, status: 'running', startMs: NOW_MS - 60_000, heardMs: NOW_MS, awayMs: 0, message: '' },
  ...{ reason: '', isSuperseded: false, labels: {}, ...more },
});

const jobOf = (state: JobState, run?: RunView): JobView => ({
  ...{ name: 'nightly', createdMs: 0, heardMs: NOW_MS, state, sinceMs: NOW_MS - 1000, running: 1, lostAfterMs: 60_000 },
  ...{ durationsMs: [], ...(run && { run }) },
});

const eventOf = (seq: number, more: Partial<KeptEvent> = {}): KeptEvent => ({
  ...{ seq, id: `event${seq}`, sequence: `event${seq}`, topic: 'deploys', atMs: NOW_MS, kind: 'message' },
  ...{ title: '', message: 'shipped', priority: 3, tags: [], isMarkdown: false, actions: [], ...more },
});

const pressOf = (more: Partial<Press> = {}): Press => ({
  ...{ id: 1, atMs: NOW_MS - 1000, slug: 'board', panel: 'one', who: 'Ann', value: 1, wire: 'on' },
  ...{ sends: { to: 'series', series: 'one' }, outcome: 'sent', result: 'kept', ...more },
});

/** What the server tells of itself, with some numbers of it as they are given. */
const own = (values: Readonly<Record<string, number>> = {}, more: Partial<PanelSeries> = {}) => ({
  queries: OWN_METRICS.map(metric => [
    series(metric, fill(values[metric] ?? 0), more),
    ...Object.entries(values).flatMap(([key, value]) =>
      key.startsWith(`${metric}{`) ? [series(key, fill(value), more)] : [],
    ),
  ]),
});

const only = (...shown: PanelSeries[]) => ({ queries: [shown] });
const extremes = [1e300, 1e-300, -1e300, Number.MAX_SAFE_INTEGER, -1e-300, 0, -0, 1e-7, 1e21];

/** What data can do to a panel. */
const VIEWS: Readonly<Record<string, Partial<PanelView>>> = {
  'no series at all': {},
  'a series without a reading in the range': only(series('old', fill(undefined), { value: 3 })),
  'one point': only(series('one', fill(undefined).with(30, 21.4))),
  gaps: only(
    series(
      'gaps',
      fill(undefined).map((_, i) => (i % 3 === 0 ? undefined : i)),
    ),
  ),
  'one value that never changes': only(series('flat', fill(21.4))),
  'nothing but zero': only(series('zero', fill(0), { unit: '%' })),
  'below zero': only(series('cold', fill(-12.5), { unit: '°C' })),
  '200 series': only(...Array.from({ length: 200 }, (_, i) => series(`series ${i}`, fill(i)))),
  'huge and tiny numbers': only(...extremes.map((value, i) => series(`series ${i}`, fill(value)))),
  ...Object.fromEntries(extremes.map(value => [`only ${value}`, only(series('one', fill(value), { value }))])),
  'hostile text': {
    ...only(series(HOSTILE, fill(1), { key: HOSTILE, unit: HOSTILE })),
    lines: [lineOf(1, HOSTILE, { [HOSTILE]: HOSTILE })],
    image: imageOf({ labels: { [HOSTILE]: HOSTILE } }),
    job: jobOf('failed', runOf({ status: 'failed', message: HOSTILE, reason: HOSTILE })),
    events: [eventOf(1, { title: HOSTILE, message: HOSTILE, topic: HOSTILE, tags: [HOSTILE] })],
  },
  'numbers that are none, and units that are spans and moments': only(
    series('nan', fill(1), { value: Number.NaN }),
    series('infinite', fill(1), { value: Number.POSITIVE_INFINITY, unit: 'ms' }),
    series('span', fill(3_840_000), { unit: 'ms' }),
    series('moment', fill(NOW_MS), { unit: 'unix-ms' }),
    series('right', fill(5), { unit: 'V', axis: 'right', yarn: 1 }),
  ),
  'stale data': only(series('gone', fill(1), { atMs: NOW_MS - 86_400_000 })),
  'a sender whose clock is ahead': only(series('ahead', fill(1), { atMs: NOW_MS + 3_600_000 })),
  'a scale that ends at zero': { ...only(series('used', fill(5))), limit: series('total', fill(0)) },
  'a scale that ends below its beginning': { ...only(series('used', fill(5))), limit: series('total', fill(-20)) },
  lines: { lines: [lineOf(1, 'started', { port: '8355' }), lineOf(2, '')] },
  'a picture, a running job and an event': {
    ...{ image: imageOf(), job: jobOf('running', runOf({ percent: 42, message: 'copying' })), events: [eventOf(1)] },
  },
  'a picture of a pixel and a job that nobody knows the end of': {
    ...{ image: imageOf({ width: 1, height: 1 }), job: jobOf('running', runOf()) },
    events: Array.from({ length: 200 }, (_, i) => eventOf(i, { message: '', title: '' })),
  },
  'an old picture, a lost job and an old event': {
    image: imageOf({ atMs: NOW_MS - 86_400_000 * 400 }),
    job: jobOf('lost', runOf({ heardMs: NOW_MS - 3_600_000 })),
    events: [eventOf(1, { atMs: NOW_MS - 86_400_000 * 400 })],
  },
  ...Object.fromEntries(
    (['new', 'ok', 'late', 'paused'] as const).map(state => [
      `a job that is ${state}`,
      { job: jobOf(state, state === 'new' ? undefined : runOf({ status: 'ok', endMs: NOW_MS, durationMs: 1000 })) },
    ]),
  ),
  'what the server tells of itself, all zero': own(),
  'what the server tells of itself, as large as can be': own(
    Object.fromEntries(
      [...OWN_METRICS, 'telltale_viewers_dropped_last_hour{reason="stalled"}'].map(key => [key, 1e300]),
    ),
  ),
  'what the server told of itself long ago': own({}, { atMs: NOW_MS - 86_400_000 }),
  'a control that was pressed, and that nobody may press': {
    control: { origin: 'http://boat', href: undefined, press: pressOf() },
  },
  'a control that may be pressed': {
    ...only(series('one', fill(1))),
    control: { origin: 'http://boat', href: '/press?a=1&b=2', press: undefined },
  },
  'presses that wait, failed and were lost': {
    control: {
      origin: 'http://boat',
      href: '/press',
      press: pressOf({ outcome: 'failed', result: HOSTILE, wire: HOSTILE, who: HOSTILE }),
    },
  },
  'a line as long as lines may be': { lines: [lineOf(1, 'x'.repeat(32 * 1024))] },
};

function viewOf(view: Partial<PanelView>): PanelView {
  return {
    nowMs: NOW_MS,
    grid: { fromMs: NOW_MS - (COUNT - 1) * 1000, stepMs: 1000, count: COUNT },
    timeZone: 'Europe/Berlin',
    queries: [[]],
    note: undefined,
    limit: undefined,
    lines: [],
    events: [],
    image: undefined,
    job: undefined,
    boards: [],
    memory: {},
    ...view,
  };
}

const refuse = (error: unknown) => {
  throw error;
};

for (const definition of Object.values(DEFINITIONS).flat()) {
  describe(`a panel of the kind ${JSON.stringify(definition)}`, () => {
    for (const [what, view] of Object.entries(VIEWS)) {
      it(`draws ${what}: whole, escaped, and twice the same`, () => {
        const html = drawPanel(definition, viewOf(view), refuse);
        const { text, roots } = readHtml(html);
        assert.deepEqual(roots, ['article']);
        assert.match(html, /^<article class="panel" id="panel-one"/);
        assert.equal(html.split('<svg').length, html.split('</svg>').length);
        assert.equal(html.includes('<script'), false);
        assert.equal(text.includes('NaN') || text.includes('undefined'), false, text);
        assert.equal(drawPanel(definition, viewOf(view), refuse), html);
      });
    }

    it('is told in lines that fit a terminal, without what the terminal would obey', () => {
      for (const view of Object.values(VIEWS)) {
        const lines = boardText([{ definition, view: viewOf(view) }], terminalText(false, 80));
        assert.ok(lines.length > 0 && lines.length <= 22);
        for (const line of lines) assert.doesNotMatch(line, /^.{81}|[\p{Cc}\u202e]|undefined|NaN|Infinity/u);
      }
    });

    it('stays as it is while the data do: an axis that was kept does not move', () => {
      const memory = {};
      const draw = () => drawPanel(definition, viewOf({ ...VIEWS.gaps, memory }), refuse);
      assert.equal(draw(), draw());
    });
  });
}

test('the kind under which a panel is listed is its own', () => {
  assert.deepEqual(
    Object.entries(panels).map(([kind, panel]) => [kind, panel.kind]),
    Object.keys(panels).map(kind => [kind, kind]),
  );
});

test('a panel without data says what it waits for', () => {
  const html = drawPanel(DEFINITIONS.stat[0]!, viewOf({}), refuse);
  assert.match(html, /data-state="empty"/);
  assert.match(html, /Waiting for <code>temperature<\/code>/);
  for (const [kind, what] of [
    ['log', 'app'],
    ['image', 'a picture of door'],
    ['job', 'the job nightly'],
    ['events', 'an event of deploys'],
    ['telltale', 'telltale_streams_open'],
  ] as const)
    assert.match(drawPanel(DEFINITIONS[kind][0]!, viewOf({}), refuse), new RegExp(`Waiting for <code>${what}</code>`));
});

test('a panel whose readings stopped says since when', () => {
  const html = drawPanel(DEFINITIONS.stat[0]!, viewOf(VIEWS['stale data']!), refuse);
  assert.match(html, /data-state="stale"/);
  assert.match(html, /stale 1\u00a0d/);
});

test('the newest of several series speaks for the age of the panel', () => {
  const fresh = series('fresh', fill(1));
  const gone = series('gone', fill(1), { atMs: NOW_MS - 86_400_000 });
  assert.match(drawPanel(DEFINITIONS.line[0]!, viewOf(only(gone, fresh)), refuse), /data-state="live"/);
});

test('a panel that throws becomes a panel that says so, and the log hears why', () => {
  const fault = new Error('a fault in a drawing');
  const errors: unknown[] = [];
  const broken = Object.defineProperty({ ...series('broken', fill(1)) }, 'values', {
    get: () => {
      throw fault;
    },
  });
  const html = drawPanel(DEFINITIONS.line[0]!, viewOf(only(broken)), error => errors.push(error));
  assert.deepEqual(errors, [fault]);
  assert.match(html, /id="panel-one"[^>]*data-state="error"/);
  assert.match(readHtml(html).text, /A title.*This panel could not be drawn/);
});

test('a gauge without an end of its own takes a round one', () => {
  const endOf = (value: number, unit = '') => {
    const html = drawPanel(DEFINITIONS.gauge[0]!, viewOf(only(series('one', fill(value), { unit }))), refuse);
    return /aria-label="A title [^"]*?(?:of ([^"]+) · [^"]*)?"/.exec(html)![1];
  };
  assert.deepEqual([endOf(0.3), endOf(7), endOf(10), endOf(11), endOf(201)], ['0.50', '10', '10', '20', '500']);
  assert.equal(endOf(7, '%'), undefined);
});

test('a gauge far beyond its end says the end, and leaves the share out', () => {
  const captionOf = (value: number) => {
    const html = drawPanel(DEFINITIONS.gauge[1]!, viewOf(only(series('one', fill(value)))), refuse);
    return /<text class="gauge__caption"[^>]*>([^<]*)</.exec(html)![1];
  };
  assert.deepEqual([captionOf(65), captionOf(1e300)], ['of 40 · 150\u00a0%', 'of 40']);
});

test('the end of a gauge is what its series says', () => {
  const view = viewOf({
    ...only(series('used', fill(4e9), { unit: 'bytes' })),
    limit: series('total', fill(16e9), { unit: 'bytes' }),
  });
  assert.match(drawPanel(DEFINITIONS.gauge[3]!, view, refuse), /of 16\u00a0GB · 25\u00a0%/);
});

test('a peak and a lowest are readings, where the line shows means', () => {
  const shown = only(series('one', fill(22), { value: 23, extremes: { min: 19, max: 25, maxAtMs: NOW_MS } }));
  const textOf = (definition: (typeof DEFINITIONS)['stat' | 'table' | 'line'][number]) =>
    drawPanel(definition, viewOf(shown), refuse);
  assert.match(readHtml(textOf(DEFINITIONS.stat[0]!)).text, /peak 25/);
  assert.match(readHtml(textOf(DEFINITIONS.table[0]!)).text, /23.*19.*25/);
  assert.match(textOf(DEFINITIONS.line[0]!), /lowest 19, highest 25"/);
});

const ownText = (values: Readonly<Record<string, number>>, more: Partial<PanelSeries> = {}) =>
  readHtml(drawPanel(DEFINITIONS.telltale[0]!, viewOf(own(values, more)), refuse)).text.replaceAll('\u00a0', ' ');

test('the panel about the server says that all is well, or each thing that is not', () => {
  const dropped = (reason: string) => `telltale_viewers_dropped_last_hour{reason="${reason}"}`;
  assert.match(ownText({}), /All is well/);
  assert.match(ownText({ [dropped('revoked')]: 3, [dropped('lifetime')]: 9 }), /All is well/);
  for (const [values, sentence] of [
    [{ telltale_event_loop_delay_seconds: 0.4 }, 'The server is busy: a request waited 400'],
    [{ telltale_live_delay_seconds: 1.5 }, 'Pages are late: a change took 1.5'],
    [
      { telltale_viewers_behind: 1, telltale_viewer_lag_seconds: 12 },
      'One viewer cannot keep up: a frame has waited 12',
    ],
    [{ [dropped('stalled')]: 2 }, '2 viewers took nothing for too long in the last hour.'],
    [{ [dropped('refused')]: 7 }, 'A limit was reached: 7 refused in the last hour. Close tabs'],
    [{ [dropped('failed')]: 1 }, 'One viewer lost the stream in the last hour'],
  ] as const) {
    const text = ownText(values);
    assert.ok(text.includes(sentence), text);
    assert.doesNotMatch(text, /All is well/);
  }
  assert.match(ownText({}, { atMs: NOW_MS - 600_000 }), /How it is now is not known/);
});

test('the panel about the server says why viewers were dropped, and what compression takes off', () => {
  const text = ownText({
    'telltale_viewers_dropped_last_hour{reason="stalled"}': 2,
    'telltale_viewers_dropped_last_hour{reason="refused"}': 1,
    'telltale_viewers_dropped_last_hour{reason="lifetime"}': 4,
    'telltale_stream_bytes_per_second{side="before"}': 1000,
    'telltale_stream_bytes_per_second{side="after"}': 50,
    telltale_viewers_conflated_last_hour: 6,
  });
  for (const words of ['1 over a limit, 2 stalled, 4 renewed by age', '5 % of that', 'went from behind to the newest'])
    assert.ok(text.includes(words), text);
});

test('readings of another server of the same names are not taken for this one’s', () => {
  const others = only(series('telltale_streams_open{host="boat"}', fill(7)));
  assert.match(drawPanel(DEFINITIONS.telltale[0]!, viewOf(others), refuse), /Waiting for <code>telltale_streams_open/);
});
