import assert from 'node:assert/strict';
import { test } from 'node:test';
import { terminalText } from '../../components/text/terminal-text.ts';
import { readHtml } from '../testing/read-html.ts';
import { PanelDefinition } from './definition.ts';
import type { PanelSeries, PanelView } from './panel.ts';
import { drawPanel } from './panel-frame.tsx';
import { panelTable } from './panel-table.ts';
import { EMPTY_VIEW, SAMPLE_NOW_MS, sampleSeries, sampleView } from './testing/sample-view.ts';
import { boardText } from './text.ts';

const placed = { id: 'one', title: 'Title', w: 8, h: 6 };
const shows = { ...placed, queries: [{ expr: 'x' }] };

const refuse = (error: unknown) => {
  throw error;
};
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

/** What a panel over these series, oldest value first, says and draws. */
function see(look: object, series: readonly PanelSeries[], more: Partial<PanelView> = {}) {
  const definition = PanelDefinition.parse({ ...('markdown' in look ? placed : shows), ...look });
  const count = Math.max(2, ...series.map(({ values }) => values.length));
  const grid = { fromMs: SAMPLE_NOW_MS - (count - 1) * 1000, stepMs: 1000, count };
  const view: PanelView = { ...sampleView(series), grid, timeZone: 'UTC', ...more };
  const html = plain(drawPanel(definition, view, refuse));
  const lines = boardText([{ definition, view }], terminalText(false, 80)).map(plain);
  const labels = [...html.matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, label]) => label!);
  return { html, lines, labels, text: readHtml(html).text, table: panelTable(definition, view) };
}

const values = (...of: (number | undefined)[]) => of;
const widthsOf = (html: string) => [...html.matchAll(/bars__fill[^>]*? width="([^"]+)"/g)].map(([, width]) => width);

test('a stat says how its value has moved since the range began', () => {
  const stat = (more: object, ...of: (number | undefined)[]) =>
    see({ kind: 'stat', ...more }, [sampleSeries('a', of, { unit: 'celsius' })]).labels[0];
  assert.match(stat({}, 20.8, 23, 21.4)!, /^Title 21.4 °C, up 0.6 °C in 3 s, highest 23.0 °C at 11:59$/);
  assert.match(stat({}, 21.4, 20.8)!, /, down 0.6 °C in 2 s, highest 21.4/);
  assert.match(stat({}, 21.41, 21.42)!, /, unchanged in 2 s,/);
  assert.match(stat({}, undefined, 20, 21)!, /, up 1(\.0+)? °C in 2 s/, 'a range that begins before the first reading');
  const nearlyAll = [undefined, ...Array.from({ length: 59 }, (_, at) => 20 + at)];
  assert.match(stat({}, ...nearlyAll)!, /, up 58(\.0+)? °C in 1 min,/, 'one step too short is the whole range');
  assert.doesNotMatch(stat({ mappings: [{ value: 21, text: 'warm' }] }, 20, 21)!, /up|highest/);
  assert.doesNotMatch(stat({ unit: 'unix-ms' }, Number.NaN)!, /up|down|unchanged/);
});

test('bars lie on one scale from zero, in either direction, and have their limits as ticks', () => {
  const thresholds = { steps: [{ at: 5, status: 'warn' }] };
  const { html, text, lines } = see({ kind: 'bar-gauge', thresholds, min: -10, max: 10 }, [
    sampleSeries('up', values(5, 5)),
    sampleSeries('down', values(-10, -10)),
    sampleSeries('none', values(Number.NaN), { value: Number.NaN }),
  ]);
  assert.deepEqual(widthsOf(html), ['25%', '50%']);
  assert.match(html, /series-warn" x="50%"/);
  assert.equal(html.split('bars__limit').length - 1, 3);
  assert.match(text, /up {1,2}above 5.*5.*down.*−10.*none.*not a number/);
  assert.match(lines[1]!, /▲ 5 .*above 5/);
});

test('series in different units have scales of their own', () => {
  const { html } = see({ kind: 'bar-gauge' }, [
    sampleSeries('share', values(50, 50), { unit: '%' }),
    sampleSeries('much', values(1e9, 1e9), { unit: 'bytes' }),
  ]);
  assert.deepEqual(widthsOf(html), ['50%', '100%']);
});

test('bars stand in the order of their values, and say their share of the whole', () => {
  const some = [sampleSeries('b', values(1)), sampleSeries('c', values(6)), sampleSeries('a', values(3))];
  const names = (order?: string) => see({ kind: 'bars', order }, some).table.rows.map(([name]) => name);
  assert.deepEqual(names(), ['c', 'a', 'b']);
  assert.deepEqual(names('name'), ['a', 'b', 'c']);
  assert.deepEqual(names('query'), ['b', 'c', 'a']);
  const { html, text, table } = see({ kind: 'bars', measure: 'share' }, some);
  assert.deepEqual(widthsOf(html), ['60%', '30%', '10%']);
  assert.match(text, /c 60 %.*a 30 %.*b 10 %/);
  assert.deepEqual(table.rows[0], ['c', 6, '', 0.6]);
});

test('there is no share of what is below zero or in several units, and what is no number takes none away', () => {
  const shares = (...of: PanelSeries[]) => see({ kind: 'bars' }, of).table.rows.map(row => row[3]);
  const [one, three] = [sampleSeries('one', values(1)), sampleSeries('three', values(3))];
  assert.deepEqual(shares(one, sampleSeries('below', values(-1))), [undefined, undefined]);
  assert.deepEqual(shares(one, sampleSeries('volt', values(1), { unit: 'V' })), [undefined, undefined]);
  assert.deepEqual(shares(sampleSeries('none', values(0), { value: Number.NaN }), one, three), [0.75, 0.25, undefined]);
});

const DOORS = {
  kind: 'timeline',
  mappings: [
    { value: 0, text: 'shut', status: 'ok' },
    { value: 1, text: 'open', status: 'crit' },
    { value: 7, text: 'ajar' },
    { value: 8, text: 'held' },
  ],
};

test('a lane is thin where all is well, thick where it is not, and hollow where nothing was heard', () => {
  const { html, labels, text } = see(DOORS, [sampleSeries('front', values(0, 0, 1, undefined, 0))]);
  assert.match(html, /lanes__state--ok series-ok" d="m0 6.5h2v3h-2zm4 0h1v3h-1z"/);
  assert.match(html, /lanes__state--crit series-crit" d="m2 0h1v16h-1z"/);
  assert.match(html, /lanes__hollow" d="m3 3.5h1v9h-1z"/);
  assert.match(labels[0]!, /^front shut; shut from 12:00, open from 11:59, shut from 11:59$/);
  assert.match(text, /shut.*open.*front/);
});

test('words without a status are told apart by colour, and what has neither is a thread', () => {
  const { html } = see(DOORS, [sampleSeries('a', values(7, 8, 7, 3))]);
  assert.match(html, /lanes__state--named series-1" d="m0 3.5h1v9h-1zm2 0/);
  assert.match(html, /lanes__state--named series-2"/);
  assert.match(html, /lanes__state--plain series-1" d="m3 6.5h1v3h-1z"/);
});

test('a lane in a terminal is as thick as on the page', () => {
  const { lines } = see(DOORS, [sampleSeries('a', values(0, 1, 7, undefined))]);
  assert.match(lines[0]!, /─+█+═+$/);
});

test('a cell of a status grid has its word and shape; one that is silent says so, and not how it was', () => {
  const look = { kind: 'status', mappings: DOORS.mappings };
  const { html, text } = see(look, [
    sampleSeries('front', values(1)),
    sampleSeries('back', values(0), { atMs: SAMPLE_NOW_MS - 60_000 }),
  ]);
  assert.match(html, /cell--crit"><span class="status-grid__name">front<.*#shape-crit/);
  assert.match(html, /cell--none"><span class="status-grid__name">back<.*#shape-none/);
  assert.match(text, /frontopenbackshutstale 1 min, usually every 1 s/);
});

test('a heatmap draws more with more contrast, and what lies in each bucket of a histogram alone', () => {
  const bucket = (le: string, ...of: number[]) => sampleSeries(le, of, { labels: { le }, unit: 'seconds' });
  const cells = (html: string) =>
    [...html.matchAll(/heat__cell--(\d)" d="([^"]+)"/g)].map(([, at, d]) => `${at}: ${d}`);
  const rows = [sampleSeries('a', values(0, 100)), sampleSeries('b', values(50, undefined))];
  assert.deepEqual(cells(see({ kind: 'heatmap', min: 0, max: 100 }, rows).html), [
    '1: M0 0h1v1h-1z',
    '4: M0 1h1v1h-1z',
    '7: M1 0h1v1h-1z',
  ]);
  const histogram = see({ kind: 'heatmap', isHistogram: true, min: 0, max: 7 }, [
    ...[bucket('1', 7, 1), bucket('+Inf', 7, 8), bucket('0.1', 0, 1)],
  ]);
  assert.deepEqual(cells(histogram.html), ['7: M1 0h1v1h-1zM0 1h1v1h-1z', '2: M1 2h1v1h-1z'].toSorted());
  assert.match(histogram.labels[0]!, /^Title: 3 rows, highest 7 in ≤ ∞ at 12:00, lowest 0$/);
  assert.match(see({ kind: 'heatmap', isHistogram: true }, rows).text, /No buckets.*label le/);
});

test('a table is in the order of the column that it names, and shows bars where it is to', () => {
  const rows = [
    sampleSeries('core 10', values(2, 5), { atMs: SAMPLE_NOW_MS - 900 }),
    sampleSeries('core 2', values(9, 1)),
    sampleSeries('none', values(3), { value: Number.NaN }),
  ];
  const order = (by: string, direction?: string) =>
    see({ kind: 'table', sort: { by, direction } }, rows).table.rows.map(([name]) => name);
  assert.deepEqual(order('series'), ['core 2', 'core 10', 'none']);
  assert.deepEqual(order('now'), ['core 2', 'core 10', 'none']);
  assert.deepEqual(order('now', 'descending'), ['core 10', 'core 2', 'none']);
  assert.deepEqual(order('highest', 'descending'), ['core 2', 'core 10', 'none']);
  assert.deepEqual(order('lowest'), ['core 2', 'core 10', 'none']);
  assert.equal(order('age', 'descending')[0], 'core 10');
  const { html } = see({ kind: 'table', sort: { by: 'now' }, hasBars: true }, rows);
  assert.match(html, /aria-sort="ascending"/);
  assert.deepEqual(widthsOf(html), ['16.7%', '83.3%']);
});

test('what is mirrored is drawn below zero, while words and labels say it as it is', () => {
  const { html, labels } = see({ kind: 'line' }, [
    sampleSeries('in', values(4, 4)),
    sampleSeries('out', values(4, 4), { isMirrored: true }),
  ]);
  assert.match(labels[0]!, /out 4, lowest 4, highest 4/);
  const heights = [...html.matchAll(/chart__line series-\d" d="m0 (\d+)/g)].map(([, height]) => Number(height));
  assert.ok(heights[0]! < 500 && heights[1]! > 500, String(heights));
  assert.doesNotMatch(html, /−/);
  assert.match(see({ kind: 'line' }, [sampleSeries('cold', values(-4, -4))]).html, /−/);
});

test('bars of several series stand side by side, or on each other where they are stacked', () => {
  const two = [sampleSeries('a', values(1, 1)), sampleSeries('b', values(1, 1))];
  const bars = (look: object) =>
    [
      ...see({ kind: 'line', draw: 'bars', min: 0, max: 4, ...look }, two).html.matchAll(
        /chart__bars[^>]*d="([^"]+)"/g,
      ),
    ].map(([, d]) => d!.split('z')[0]);
  assert.deepEqual(bars({}), ['m-0.4 1000h0.4v-250h-0.4', 'm0 1000h0.4v-250h-0.4']);
  assert.deepEqual(bars({ isStacked: true }), ['m-0.4 1000h0.8v-250h-0.8', 'm-0.4 750h0.8v-250h-0.8']);
});

test('points are drawn alone, an area has a wash, and a dashed series its dash', () => {
  const two = [sampleSeries('a', values(1, 2)), sampleSeries('b', values(2, 1), { isDashed: true })];
  const draw = (draw: string) => see({ kind: 'line', draw }, two).html;
  assert.equal(draw('points').split('chart__points').length - 1, 2);
  assert.doesNotMatch(draw('points'), /chart__line|chart__area/);
  assert.equal(draw('area').split('chart__area').length - 1, 2);
  assert.match(draw('lines'), /chart__line series-1".*chart__line chart__line--again series-2"/);
  assert.doesNotMatch(draw('lines'), /chart__area/);
});

test('text is drawn without anything that its writer could make the page do', () => {
  const draw = (markdown: string) => see({ kind: 'text', markdown }, []).html;
  const html = draw(
    '# Big\n\n**b** <img src=x onerror=alert(1)> ![p](https://x.example/y.png) [js](javascript:alert(1)) ' +
      '[tab](java&#9;script:x) [js](<java\tscript:x>) [data](data:text/html,x) [ok](https://example.org/a?b=1&c=2) [mail](mailto:a@b.example) [here](/logs) <script>x</script>',
  );
  assert.match(html, /<h3>Big<\/h3>/);
  assert.deepEqual(
    [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href).filter(href => !href!.startsWith('java&amp;#9;')),
    ['https://example.org/a?b=1&amp;c=2', 'mailto:a@b.example', '/logs'],
  );
  assert.doesNotMatch(html.replace(/<svg.*?<\/svg>/gs, ''), /<img|<script|onerror=[^&]*>/);
  assert.match(
    readHtml(html).text,
    /<img src=x onerror=alert\(1\)> !\[p\]\(https:\/\/x.example\/y.png\) \[js\]\(javascript:alert\(1\)\)/,
  );
  for (const part of [
    /<li>.*one/,
    /<table>/,
    /<code>two<\/code>/,
    /☑ done/,
    /<blockquote>/,
    /<pre tabindex="0"><code>x &lt; y/,
  ])
    assert.match(draw('- one\n- [x] done\n\n|a|\n|-|\n|`two`|\n\n> q\n\n```\nx < y\n```'), part);
});

test('text that lies too deep in itself is refused, and text that is only long is not', () => {
  const problem = (markdown: string) =>
    PanelDefinition.safeParse({ ...placed, kind: 'text', markdown }).error?.issues[0]?.message;
  assert.equal(problem('> '.repeat(21)), 'quotes and lists may lie in each other 20 deep');
  assert.equal(problem('- > '.repeat(2500)), 'quotes and lists may lie in each other 20 deep');
  assert.equal(problem('> '.repeat(20)), undefined);
  for (const long of [
    '*a '.repeat(3300),
    '['.repeat(10_000),
    '_a_'.repeat(3300),
    '`'.repeat(9999),
    '|a'.repeat(5000),
  ]) {
    assert.equal(problem(long), undefined);
    see({ kind: 'text', markdown: long }, []);
  }
});

test('text in a terminal is broken between words, and its lines are counted', () => {
  const markdown = `${'word '.repeat(40)}\n\n${'line\n'.repeat(40)}`;
  const { lines } = see({ kind: 'text', markdown }, []);
  assert.ok(lines[1]!.length > 70 && lines[1]!.endsWith('word'));
  assert.match(lines.at(-1)!, /^ {2}and \d+ more lines$/);
  assert.equal(panelTable(PanelDefinition.parse({ ...placed, kind: 'text', markdown }), EMPTY_VIEW).rows.length, 0);
});
