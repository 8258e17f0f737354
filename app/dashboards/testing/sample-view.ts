import type { KeptEvent } from '../../events/kept/event.ts';
import type { ImageState } from '../../images/kept/picture.ts';
import type { JobView } from '../../jobs/runs/job-view.ts';
import type { KeptLine } from '../../logs/log-line.ts';
import { OWN_METRICS } from '../own-metrics.ts';
import type { PanelSeries, PanelView } from '../panel.ts';

export const SAMPLE_NOW_MS = Date.UTC(2026, 5, 1, 12);
export const SAMPLE_COUNT = 120;
const STEP_MS = 1000;

/** A series of so many values, the last of them now. */
export function sampleSeries(
  name: string,
  values: PanelSeries['values'],
  more: Partial<PanelSeries> = {},
): PanelSeries {
  const known = values.filter(value => value !== undefined && !Number.isNaN(value)) as number[];
  const max = Math.max(...known);
  const maxAtMs = SAMPLE_NOW_MS - (values.length - 1 - values.indexOf(max)) * STEP_MS;
  return {
    ...{ key: name, name, unit: '', labels: {}, atMs: SAMPLE_NOW_MS, intervalMs: STEP_MS, values },
    value: values.findLast(value => value !== undefined) ?? 0,
    extremes: known.length === 0 ? undefined : { min: Math.min(...known), max, maxAtMs },
    ...more,
  };
}

const line = (seq: number, text: string): KeptLine => ({
  ...{
    seq,
    atMs: SAMPLE_NOW_MS - 1000,
    stream: 'app',
    level: seq % 3 === 0 ? 'warn' : 'info',
    text,
    fields: { [text]: text },
  },
});

const event = (seq: number, words: string): KeptEvent => ({
  ...{ seq, id: `event${seq}`, sequence: `event${seq}`, topic: 'deploys', atMs: SAMPLE_NOW_MS - 60_000 },
  ...{ kind: 'message', title: words, message: words, priority: 3, tags: [words], isMarkdown: false, actions: [] },
});

const image: ImageState = {
  ...{ name: 'door', firstMs: SAMPLE_NOW_MS - 60_000, pictures: 7, sizeBytes: 70_000 },
  newest: {
    ...{ seq: 7, atMs: SAMPLE_NOW_MS, hash: 'ab12', format: 'jpeg', width: 640, height: 480, sizeBytes: 10_000 },
    labels: {},
  },
};

const job = (words: string): JobView => ({
  ...{ name: 'nightly', createdMs: 0, heardMs: SAMPLE_NOW_MS, state: 'running', sinceMs: SAMPLE_NOW_MS - 60_000 },
  ...{ running: 1, lostAfterMs: 60_000, durationsMs: [] },
  run: {
    ...{
      number: 3,
      status: 'running',
      startMs: SAMPLE_NOW_MS - 60_000,
      heardMs: SAMPLE_NOW_MS,
      awayMs: 0,
      percent: 42,
    },
    ...{ message: words, reason: words, isSuperseded: false, labels: {} },
  },
});

/** A view in which no kind finds anything. */
export const EMPTY_VIEW: PanelView = {
  nowMs: SAMPLE_NOW_MS,
  grid: { fromMs: SAMPLE_NOW_MS - (SAMPLE_COUNT - 1) * STEP_MS, stepMs: STEP_MS, count: SAMPLE_COUNT },
  timeZone: 'Europe/Berlin',
  ...{ queries: [[]], note: undefined, limit: undefined, lines: [], events: [], image: undefined, job: undefined },
  ...{ boards: [], memory: {} },
};

/** With what the server tells of itself in the place of series that nobody has asked for. */
export function withOwnSeries(view: PanelView): PanelView {
  return { ...view, queries: OWN_METRICS.map(metric => [sampleSeries(metric, [0, 0])]) };
}

/** A view in which every kind that shows queries, or what has a name, finds something: these series, and a few lines, events and dashboards in these words. */
export function sampleView(series: readonly PanelSeries[], words = 'words', count = 3): PanelView {
  const some = Array.from({ length: count }, (_, index) => index);
  return {
    ...EMPTY_VIEW,
    queries: [series],
    lines: some.map(seq => line(seq, words)),
    events: some.map(seq => event(seq, words)),
    ...{ image, job: job(words) },
    boards: some.map(index => ({ slug: `board-${index}`, title: `${words} temperature` })),
    memory: {},
  };
}
