import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BarGauge } from './bar-gauge.tsx';
import { chartSides } from './chart-sides.ts';
import { GaugeArc } from './gauge-arc.tsx';
import { Legend } from './legend.tsx';
import { widestWords } from './legend-words.ts';
import { LineChart, lineChartDomain } from './line-chart.tsx';
import { Spark } from './spark.tsx';

const grid = { fromMs: Date.UTC(2025, 10, 22, 12), stepMs: 60_000, count: 5 };
const base = { label: 'CPU', grid, unit: '%', timeZone: 'UTC' };
const count = (html: string, part: string) => html.split(part).length - 1;

test('a line chart says in a sentence what it shows', () => {
  const html = String(<LineChart {...base} series={[{ name: 'user', values: [10, 61.7, undefined, 4, 12] }]} />);
  assert.ok(html.includes('role="img"'));
  assert.match(html, /aria-label="CPU: user 12.%, lowest 4.%, highest 61\.7.%"/);
});

test('a line chart without data says so, and labels no axis it cannot know', () => {
  const html = String(<LineChart {...base} series={[]} />);
  assert.ok(html.includes('aria-label="CPU: no data in this range"'));
  assert.equal(count(html, 'chart__label--inside'), 0);
  assert.equal(count(html, 'legend'), 0);
});

test('a gap stays a gap, and only a line that reaches now ends in a dot', () => {
  const series = [
    { name: 'a', values: [1, 2, undefined, 4, 5] },
    { name: 'b', values: [1, 2, 3, undefined, undefined] },
  ];
  const html = String(<LineChart {...base} series={series} />);
  assert.ok(html.includes('d="m0 990 1-10m2-20 1-10"'), html);
  assert.equal(count(html, 'chart__dot'), 1);
});

test('series beyond the eighth repeat a colour with a dash, and those not drawn are counted', () => {
  const series = Array.from({ length: 60 }, (_, index) => ({ name: `s${index}`, values: [index, index] }));
  const html = String(<LineChart {...base} series={series} />);
  assert.equal(count(html, 'chart__line--again series-1"'), 4);
  assert.equal(count(html, 'class="chart__line '), 40);
  assert.ok(html.includes('and 52 more'));
});

test('words say the newest reading where the line shows means, and nothing once the line has left', () => {
  const shown = String(<Legend series={[{ name: 'a', values: [1, 20.4], newest: 19.5 }]} unit="" />);
  assert.match(shown, /legend__value"[^>]*>19.5</);
  const gone = String(<Legend series={[{ name: 'a', values: [undefined, undefined], newest: 19.5 }]} unit="" />);
  assert.match(gone, /legend__value"[^>]*>–</);
});

test('stacked series reach to their sum, and the legend shows their own values', () => {
  const series = [
    { name: 'a', values: [30, 30] },
    { name: 'b', values: [undefined, 20] },
  ];
  const html = String(<LineChart {...base} unit="" stacked series={series} grid={{ ...grid, count: 2 }} />);
  assert.deepEqual(lineChartDomain({ grid: { ...grid, count: 2 }, unit: '', stacked: true, series }), {
    min: 0,
    max: 60,
  });
  assert.match(html, /legend__value"[^>]*>20</);
});

test('a mark outside of the window is not drawn, nor a limit outside of the axis', () => {
  const marks = [
    { atMs: grid.fromMs - 1, text: 'before' },
    { atMs: grid.fromMs + 60_000, text: 'inside' },
  ];
  const thresholds = [{ value: 150, status: 'crit', side: 'above', text: 'far' }] as const;
  const html = String(
    <LineChart {...base} series={[{ name: '', values: [1, 2] }]} marks={marks} thresholds={thresholds} />,
  );
  assert.ok(html.includes('inside') && !html.includes('before') && !html.includes('far'));
});

test('escapes what a sender may have written into a name', () => {
  const html = String(<LineChart {...base} series={[{ name: '"><script>', values: [1] }]} />);
  assert.ok(!html.includes('<script>'));
});

test('uses no style attribute anywhere', () => {
  const parts = [
    <LineChart {...base} stacked series={[{ name: 'a', values: [1, 2] }]} />,
    <Spark values={[1, 2]} unit="" bleed threshold={2} />,
    <GaugeArc label="Memory" value={3} max={4} unit="bytes" warn={2} crit={3} />,
    <BarGauge label="Disks" rows={[{ name: '/', told: '40 %', bar: { from: 0, to: 0.4 } }]} />,
  ];
  for (const part of parts) assert.doesNotMatch(String(part), /style=/);
});

test('a spark without a label is hidden from readers, one with it is an image', () => {
  assert.ok(String(<Spark values={[1]} unit="" />).includes('class="chart" aria-hidden="true"'));
  assert.ok(String(<Spark values={[1]} unit="" label="one" />).includes('role="img" aria-label="one"'));
});

test('a gauge stays inside its scale and shows a dash for no value', () => {
  const over = String(<GaugeArc label="Load" value={9} max={4} unit="" />);
  assert.ok(over.includes('class="gauge__arc" d="M28.0 80.0A62 62 0 0 1 152.0 80.0"'), over);
  const none = String(<GaugeArc label="Load" value={undefined} max={4} unit="" />);
  assert.ok(!none.includes('gauge__arc') && none.includes('–'));
});

test('a bar beyond its limit has colour, shape and the word of it', () => {
  const html = String(
    <BarGauge
      label="Disks"
      rows={[{ name: '/data', told: '91 %', status: 'warn', bar: { from: 0, to: 0.91 }, limits: [0.85, 0.95] }]}
    />,
  );
  assert.ok(html.includes('series-warn') && html.includes('#shape-warn') && html.includes('status-text--warn'));
  assert.equal(count(html, 'bars__limit'), 2);
});

test('what is read on the right has a domain of its own, and settles under ids of its own', () => {
  const long = { ...grid, count: 200, stepMs: 1000 };
  const valuesOf = (value: number) => Array.from({ length: long.count }, () => value);
  const series = [
    { name: 'a', values: valuesOf(50) },
    { name: 'b', values: valuesOf(4e9), unit: 'bytes', axis: 'right' as const },
  ];
  const html = String(<LineChart {...base} grid={long} series={series} settledId="s-x" />);
  const ids = [...html.matchAll(/<g id="([^"]+)" data-settled/g)].map(([, id]) => id!);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(ids.filter(id => /^s-x-\d+$/.test(id)).length, ids.filter(id => /^right-s-x-\d+$/.test(id)).length);
  assert.ok(ids.length >= 8, String(ids));
  assert.match(html, /x="100%" text-anchor="end"[^>]*>4.GB</);
  assert.deepEqual(lineChartDomain({ ...base, grid: long, series }), { min: 0, max: 100 });
});

test('a legend keeps the room that it is given', () => {
  const draw = (legendChars?: number) =>
    String(<LineChart {...base} series={[{ name: 'a', values: [0, 99, 9] }]} legendChars={legendChars} />);
  assert.match(draw(5), /legend__value" data-chars="5">9.%</);
  assert.doesNotMatch(draw(), /data-chars/);
});

test('room is kept for what the axis can say, in as many decimals', () => {
  const widest = (value: number) => {
    const props = { count: 3, unit: '%', series: [{ name: 'a', values: [0, 99, value] }] };
    return Math.max(...widestWords(chartSides(props), undefined).map(text => text.length));
  };
  assert.deepEqual([9, 10, 9.5].map(widest), [5, 5, 7]);
});

test('on a stacked chart only the left side is stacked', () => {
  const series = [
    { name: 'a', values: [30, 30] },
    { name: 'b', values: [20, 20] },
    { name: 'c', values: [5, 5], unit: 'V', axis: 'right' as const },
  ];
  const html = String(<LineChart {...base} unit="" stacked series={series} grid={{ ...grid, count: 2 }} />);
  assert.equal(count(html, 'chart__area--stacked'), 2);
  assert.equal(count(html, 'class="chart__line '), 3);
  assert.match(html, /legend__value"[^>]*>5.V</);
});
