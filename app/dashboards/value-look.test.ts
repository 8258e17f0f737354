import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terminalText } from '../../components/text/terminal-text.ts';
import { readHtml } from '../testing/read-html.ts';
import type { PanelDefinition, SeriesPanelDefinition } from './definition.ts';
import type { PanelSeries, PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import { boardText } from './text.ts';

const NOW_MS = Date.UTC(2026, 10, 28, 12);
const COUNT = 60;
const placed = { id: 'one', title: 'Title', w: 8, h: 6, queries: [{ expr: 'x' }] };

function series(name: string, value: number, more: Partial<PanelSeries> = {}): PanelSeries {
  const values = Array.from({ length: COUNT }, () => value);
  const extremes = { min: value, max: value, maxAtMs: NOW_MS };
  return { key: name, name, unit: '', value, atMs: NOW_MS, intervalMs: 2000, values, extremes, ...more };
}

const silent = (name: string, value: number): PanelSeries => ({
  ...series(name, value, { atMs: NOW_MS - 12_000 }),
  values: Array.from({ length: COUNT }, (_, i) => (i < COUNT - 12 ? value : undefined)),
});

function viewOf(shown: readonly PanelSeries[], more: Partial<PanelView> = {}): PanelView {
  return {
    ...{ nowMs: NOW_MS, timeZone: 'Europe/Berlin', queries: [shown], note: undefined, limit: undefined },
    ...{ lines: [], events: [], image: undefined, job: undefined, boards: [], memory: {} },
    grid: { fromMs: NOW_MS - (COUNT - 1) * 1000, stepMs: 1000, count: COUNT },
    ...more,
  };
}

const refuse = (error: unknown) => {
  throw error;
};

type Look = Partial<Omit<SeriesPanelDefinition, 'kind'>>;

function draw(kind: SeriesPanelDefinition['kind'], look: Look, ...shown: PanelSeries[]) {
  const definition = { ...placed, ...look, kind } as PanelDefinition;
  const html = drawPanel(definition, viewOf(shown), refuse);
  const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
  const text = boardText([{ definition, view: viewOf(shown) }], terminalText(false, 120)).join('\n');
  return { html: plain(html), words: plain(readHtml(html).text), text: plain(text) };
}

const SLOW: Look = {
  thresholds: {
    steps: [
      { at: 20, status: 'warn' },
      { at: 50, status: 'crit', word: 'too slow' },
    ],
  },
};
const pings = (value: number) => series('ping', value, { unit: 'ms' });

test('a value beyond a limit says so in words and with a shape, on each kind of panel and in a terminal', () => {
  for (const kind of ['stat', 'table', 'line', 'gauge'] as const) {
    const warned = draw(kind, SLOW, pings(28));
    assert.match(warned.html, /href="#shape-warn"/, kind);
    assert.match(warned.words, /above 20 ms/, kind);
    assert.match(warned.text, /▲ 28 ms {2}1 s +above 20 ms/, kind);
    const quiet = draw(kind, SLOW, pings(19));
    assert.doesNotMatch(quiet.html, /shape-(warn|crit)|[▲◆]/, kind);
    assert.match(quiet.text, / {2}19 ms {2}1 s/, kind);
  }
  assert.match(draw('stat', SLOW, pings(51)).words, /too slow/);
  assert.match(draw('stat', SLOW, pings(51)).text, /◆ 51 ms .*too slow/);
});

test('a panel of one value that is not well has a ring around it, also where a word is the value', () => {
  for (const kind of ['stat', 'gauge'] as const) {
    const alertOf = (look: Look, value: number) => /data-alert="(\w+)"/.exec(draw(kind, look, pings(value)).html)?.[1];
    assert.equal(alertOf(SLOW, 19), undefined);
    assert.equal(alertOf(SLOW, 28), 'warn');
    assert.equal(alertOf(SLOW, 51), 'crit');
    const steps = [{ at: 1, status: 'ok' as const, word: 'fine' }];
    assert.equal(alertOf({ thresholds: { steps } }, 28), undefined);
    assert.match(draw(kind, { thresholds: { steps } }, pings(28)).html, /chip--ok">.*#shape-ok.*fine/);
    const mappings = [{ value: 1, text: 'open', status: 'crit' as const }];
    assert.equal(alertOf({ mappings }, 1), 'crit');
    assert.match(draw(kind, { mappings }, pings(1)).html, /#shape-crit/);
  }
  assert.doesNotMatch(draw('table', SLOW, pings(51)).html, /data-alert/);
});

test('who hears a page hears the words of the status', () => {
  assert.match(
    draw('stat', SLOW, pings(28)).html,
    /aria-label="Title 28 ms, above 20 ms, unchanged in 1 min, highest 28 ms/,
  );
  assert.match(draw('gauge', SLOW, pings(51)).html, /aria-label="Title 51 ms of 100 ms · 51 % too slow"/);
});

test('a chart draws the limits, a gauge the stretches behind them', () => {
  const { html } = draw('line', { ...SLOW, min: 0, max: 100 }, pings(28));
  assert.equal(html.split('chart__threshold series-').length, 3);
  assert.match(html, />above 20 ms<.*>too slow</s);
  const below: Look = { thresholds: { direction: 'below', steps: [{ at: 20, status: 'crit' }] }, min: 0, max: 100 };
  const rims = [...draw('gauge', below, pings(28)).html.matchAll(/gauge__rim series-(\w+)" d="M(\S+)/g)];
  assert.deepEqual(
    rims.map(([, status, fromX]) => [status, fromX]),
    [['crit', '20.0']],
    'from the beginning of the scale',
  );
});

test('words stand where a value means something, and keep its past', () => {
  const door: Look = {
    mappings: [
      { value: 0, text: 'shut', status: 'ok' },
      { value: 1, text: 'open', status: 'warn' },
    ],
  };
  for (const kind of ['stat', 'table', 'line', 'gauge'] as const) {
    assert.match(draw(kind, door, series('door', 1)).words, /open/, kind);
    assert.match(draw(kind, door, series('door', 1)).text, /▲ open/, kind);
    assert.match(draw(kind, door, series('door', 0)).text, /● shut/, kind);
  }
});

test('a panel that has nothing to show says it in the words of its maker', () => {
  const look = { noValue: 'nobody at home' };
  assert.match(draw('stat', look).words, /nobody at home/);
  assert.match(draw('stat', look).text, /nobody at home\. Waiting for x/);
  assert.match(draw('stat', look, series('x', Number.NaN)).words, /nobody at home/);
});

test('of several series each that is silent says so, with its own rhythm, a stitched line and key, and no other does', () => {
  const shown = [series('kitchen', 21), silent('attic', 19), series('bath', 23)];
  const { html, words, text } = draw('line', {}, ...shown);
  assert.match(html, /data-state="live"/, 'the panel is as fresh as its freshest series');
  assert.equal(words.split('stale 12 s, usually every 2 s').length, 2);
  assert.match(html, /legend__item--silent.*?stroke-dasharray="3 3".*?attic.*?stale 12 s, usually every 2 s/s);
  assert.match(html, /chart__line--silent series-2/);
  assert.equal(html.split('chart__dot').length, 3, 'its line does not reach to now');
  assert.match(text, /attic .*stale 12 s +usually every 2 s/);
  assert.match(html, /aria-label="[^"]*attic 19, stale 12 s, usually every 2 s, lowest 19/);
});

test('a table marks the age of what is silent with the ring of what nobody knows', () => {
  const { html, words } = draw('table', {}, series('kitchen', 21), silent('attic', 19));
  assert.match(html, /shape-none".*?attic.*?stale 12 s, usually every 2 s/s);
  assert.equal(html.split('#shape-none').length, 2);
  assert.match(words, /stale 12 s, usually every 2 s/);
});

test('a panel of one silent series says beside its age what would be usual', () => {
  const { html, words } = draw('stat', {}, silent('attic', 19));
  assert.match(html, /data-state="stale"/);
  assert.match(words, /stale 12 s, usually every 2 s/);
  assert.doesNotMatch(draw('stat', {}, series('attic', 19)).words, /usually/);
});

test('series in another unit are read on an axis of their own, each axis in one multiple of its unit', () => {
  const { html } = draw('line', {}, series('disk', 4.2e9, { unit: 'bytes' }), series('load', 0.7, { unit: 'V' }));
  const labels = [...html.matchAll(/<text class="chart__label chart__label--inside" x="([^"]+)"[^>]*>([^<]+)</g)];
  const [left, right] = [labels.filter(([, x]) => x === '0'), labels.filter(([, x]) => x === '100%')];
  assert.ok(left.length > 1 && left.every(([, , words]) => words!.endsWith(' GB')), String(left));
  assert.ok(right.length > 1 && right.every(([, , words]) => words!.endsWith(' mV')), String(right));
  assert.match(html, /load<.*?700 mV.*?legend__note">right</s);
  assert.match(html, /aria-label="Title: disk 4\.2 GB, .*; load 700 mV, /);
});

test('two spellings of one unit share an axis', () => {
  const chart = (other: string) =>
    draw('line', {}, series('a', 5, { unit: 'seconds' }), series('b', 9, { unit: other })).html;
  assert.doesNotMatch(chart('s'), /legend__note/);
  assert.match(chart('ms'), /legend__note">right</, 'their numbers cannot be compared');
});

test('an axis that was chosen for a series goes before its unit', () => {
  const { html } = draw('line', {}, series('in', 5), series('out', 9, { axis: 'right' }));
  assert.match(html, /out<.*?legend__note">right</s);
  const same = draw('line', {}, series('in', 5, { unit: 'V' }), series('out', 9, { unit: 'A', axis: 'left' }));
  assert.doesNotMatch(same.html, /legend__note/);
  assert.match(same.html, /9 A</, 'its figure keeps its own unit');
});

test('a series has the colour that it was given; two of one colour differ by a dash', () => {
  const { html } = draw('line', {}, series('a', 1, { yarn: 7 }), series('b', 2), series('c', 3, { yarn: 7 }));
  const lines = [...html.matchAll(/class="(chart__line [^"]+)"/g)].map(([, name]) => name);
  assert.deepEqual(
    new Set(lines),
    new Set(['chart__line series-7', 'chart__line series-2', 'chart__line chart__line--again series-7']),
  );
});

test('a live figure keeps its width once it has had decimals, also at a whole number', () => {
  const definition = { ...placed, kind: 'stat' } as PanelDefinition;
  const memory = {};
  const figureAt = (value: number) => {
    const html = drawPanel(definition, viewOf([series('t', value, { unit: '°C' })], { memory }), refuse);
    return /class="value">([^<]*)</.exec(html)![1];
  };
  assert.deepEqual([21, 21.5, 22].map(figureAt), ['21', '21.5', '22.0']);
});

test('a span and a moment are told as people tell them, the moment in the zone of the page', () => {
  const uptime = draw('stat', {}, series('up', 3840, { unit: 'seconds' }));
  assert.match(
    uptime.html,
    /class="value">1<span class="value__unit">h<\/span> 04<span class="value__unit">min<\/span>/,
  );
  const ends = draw('stat', {}, series('ends', Date.UTC(2027, 0, 1, 12) / 1000, { unit: 'unix-seconds' }));
  assert.match(ends.words, /1 Jan 2027.*13:00:00/);
});
