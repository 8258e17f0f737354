import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { routes } from '../../routes.ts';
import { type OpenApp, openApp } from '../../testing/open-app.ts';
import type { PanelDefinition } from '../definition.ts';

const PLACE = { w: 12, h: 6 };
const PANELS: PanelDefinition[] = [
  { ...PLACE, kind: 'line', id: 'rooms', title: 'Rooms <all> & "more"', queries: [{ expr: 'temperature' }] },
  { ...PLACE, kind: 'stat', id: 'kitchen', title: 'Kitchen', queries: [{ expr: 'temperature{room="kitchen"}' }] },
  { ...PLACE, kind: 'gauge', id: 'attic', title: 'Attic', queries: [{ expr: 'temperature{room="attic"}' }], warn: 0.5 },
  { ...PLACE, kind: 'table', id: 'table', title: 'Table', queries: [{ expr: 'temperature' }] },
  {
    ...PLACE,
    kind: 'line',
    id: 'mean',
    title: 'Mean \u0007\u001b[31m 世界',
    queries: [{ expr: 'avg(temperature)', legend: 'mean \u0007' }],
  },
  { ...PLACE, kind: 'log', id: 'door', title: 'Door', stream: 'door' },
  { ...PLACE, kind: 'events', id: 'deploys', title: 'Deploys', topics: ['deploys'] },
  { ...PLACE, kind: 'job', id: 'nightly', title: 'Nightly', name: 'nightly' },
  { ...PLACE, kind: 'image', id: 'cam', title: 'Camera', name: 'cam' },
  { ...PLACE, kind: 'telltale', id: 'own', title: 'Own' },
  { ...PLACE, kind: 'stat', id: 'nothing', title: 'Nothing', queries: [{ expr: 'never_sent' }] },
];
const FILES = ['panelSvg', 'panelPng', 'panelCsv', 'panelJson', 'panelText'] as const;
type File = (typeof FILES)[number];

describe('a panel in each of its forms', () => {
  let app: OpenApp;
  const cleaning: (() => Promise<void>)[] = [];
  const hrefOf = (file: File, id: string, query = {}) => routes[file].href({ slug: 'kiln', id }, query);
  const get = (file: File, id: string, query = {}, headers = {}) =>
    app.fetch(hrefOf(file, id, query), { as: 'read', headers });
  const textOf = async (file: File, id: string, query = {}) => (await get(file, id, query)).text();

  before(async () => {
    app = await openApp({ after: clean => cleaning.push(clean) });
    const { state, dashboards } = app.deps;
    await state.transactional.batch(() => dashboards.create({ title: 'Kiln', panels: PANELS }, 'kiln'));
    for (let second = 0; second < 5; second++) {
      app.nowMs += 1000;
      await app.send('temperature?room=kitchen&unit=°C', 20 + second);
      await app.send('temperature?room=attic&unit=°C', 10.5 + second);
      if (second === 3) await app.send('temperature?room==SUM(A1:A9)&unit=°C', -3);
    }
    const ingest = (path: string, body: string) => app.fetch(path, { as: 'ingest', method: 'POST', body });
    await ingest(routes.logStream.href({ stream: 'door' }), 'opened, "wide"\n=cmd()');
    await ingest(routes.event.href({ topic: 'deploys' }), 'shipped <2.1> & more');
    await ingest(routes.jobSignal.href({ name: 'nightly' }), '42/100 copying');
  });
  after(async () => {
    for (const clean of cleaning) await clean();
  });

  it('a picture of lines stands alone: nothing is loaded, nothing runs, and its colours are said', async () => {
    for (const { id } of PANELS)
      for (const theme of ['light', 'dark']) {
        const response = await get('panelSvg', id, { theme });
        const svg = await response.text();
        assert.equal(response.headers.get('content-type'), 'image/svg+xml; charset=utf-8');
        assert.match(
          svg,
          /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="600" height="216" viewBox="0 0 600 216"/,
        );
        assert.doesNotMatch(
          svg,
          /var\(|light-dark|oklch|calc\(|<script|href=|url\(|preserveAspectRatio="none"|NaN|undefined/,
          id,
        );
        assert.doesNotMatch(svg.replaceAll('\n', ''), /\p{Cc}/u, id);
        const cloth = theme === 'light' ? '#fcfefe' : '#141a1d';
        assert.ok(
          svg.includes(`<rect width="100%" height="100%" fill="${cloth}">`),
          `${id} ${theme} ${/fill="#[^"]*"><\/rect/.exec(svg)}`,
        );
      }
  });

  it('a picture shows what the panel says', async () => {
    const rooms = await textOf('panelSvg', 'rooms');
    assert.match(rooms, />Rooms &lt;all&gt; &amp; &quot;more&quot;<\/text>/);
    assert.match(rooms, />kitchen<\/text>.*>24.°C<\/text>/);
    assert.match(rooms, /class="chart__line series-2" d="M[\d.]+ [\d.]+L/);
    assert.match(await textOf('panelSvg', 'kitchen'), /font-size="36"[^>]*>24<tspan[^>]*>°C</);
    assert.match(await textOf('panelSvg', 'attic'), /class="gauge__arc".*>14\.5</);
    assert.match(await textOf('panelSvg', 'table'), />lowest<.*>20.°C</);
    assert.match(await textOf('panelSvg', 'door'), />opened, &quot;wide&quot;<\/text>/);
    assert.match(await textOf('panelSvg', 'deploys'), />shipped &lt;2\.1&gt; &amp; more<\/text>/);
    assert.match(await textOf('panelSvg', 'nightly'), />42.%.*>copying</);
    assert.match(await textOf('panelSvg', 'nothing'), />Nothing yet<.*>Waiting for never_sent</);
  });

  it('a picture of lines names the one style it has, and lets nothing else in when it is opened by itself', async () => {
    const response = await get('panelSvg', 'rooms');
    const policy = response.headers.get('content-security-policy')!;
    const style = /<style>(.*?)<\/style>/s.exec(await response.text())![1]!;
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))).toString('base64');
    assert.equal(policy, `default-src 'none'; style-src 'sha256-${hash}'; sandbox`);
  });

  it('pixels are of the size and in the colours that were asked for, and there are words', async () => {
    const size = { width: 320, height: 200, theme: 'dark' };
    const response = await get('panelPng', 'rooms', size);
    assert.equal(response.headers.get('content-type'), 'image/png');
    const image = sharp(Buffer.from(await response.arrayBuffer()));
    const { width, height, format } = await image.metadata();
    assert.deepEqual({ width, height, format }, { width: 320, height: 200, format: 'png' });
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels).subarray(0, 3)];
    assert.deepEqual(at(2, 2), [0x14, 0x1a, 0x1d]);
    const inTitle = Array.from({ length: 60 * 14 }, (_, i) => at(18 + (i % 60), 12 + Math.floor(i / 60)));
    assert.ok(inTitle.filter(([red]) => red! > 150).length > 40, 'no letters in the title');
  });

  it('a size or a colour that cannot be is refused in a sentence', async () => {
    for (const [query, sentence] of [
      [{ width: 'wide' }, /^width is a whole number of pixels from 80 to 4096/],
      [{ height: 5 }, /^height is a whole number/],
      [{ width: 4096, height: 4096 }, /at most 8 million pixels/],
      [{ theme: 'pink' }, /^theme is light or dark/],
    ] as const)
      for (const file of ['panelSvg', 'panelPng'] as const) {
        const response = await get(file, 'rooms', query);
        assert.equal(response.status, 400);
        assert.match(await response.text(), sentence);
      }
  });

  it('CSV has units in its heading, ISO times, numbers in full, and nothing that a spreadsheet would compute', async () => {
    const response = await get('panelCsv', 'rooms');
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    assert.equal(response.headers.get('content-disposition'), 'attachment; filename="rooms.csv"');
    const csv = await response.text();
    const lines = csv.split('\r\n');
    assert.equal(lines[0], "time,'=SUM(A1:A9) (°C),attic (°C),kitchen (°C)");
    assert.equal(lines[1], '2026-06-01T12:00:01.000Z,,10.5,20');
    assert.equal(lines[4], '2026-06-01T12:00:04.000Z,-3,13.5,23');
    assert.equal(lines.at(-1), '');
    assert.doesNotMatch(csv, /[^\r]\n/);
    const door = await textOf('panelCsv', 'door');
    assert.match(door, /\r\n2026-06-01T12:00:05\.000Z,info,"opened, ""wide""",\r\n/);
    assert.match(door, /,'=cmd\(\),\r\n$/);
    assert.match(await textOf('panelCsv', 'table'), /^series,now,unit,lowest,highest,highest at,heard at\r\n'=SUM/);
    assert.equal(await textOf('panelCsv', 'nothing'), 'time\r\n');
  });

  it('JSON has columns with units and rows in which nothing is null', async () => {
    const json = JSON.parse(await textOf('panelJson', 'rooms', { range: '15m' }));
    assert.deepEqual(Object.keys(json), ['id', 'kind', 'title', 'range', 'at', 'columns', 'rows']);
    assert.deepEqual(json.columns.at(-1), { label: 'kitchen', unit: '°C' });
    assert.equal(json.range, '15m');
    assert.deepEqual(json.rows[0], ['2026-06-01T12:00:00.000Z', -3, 12, 21.5]);
    const job = JSON.parse(await textOf('panelJson', 'nightly'));
    assert.deepEqual(job.rows, [
      ['nightly', 'running', '42 %'.replace(' ', '\u00a0'), job.rows[0][3], 42, 'copying', '2026-06-01T12:00:05.000Z'],
    ]);
  });

  it('text is plain, and coloured where that is asked for', async () => {
    const text = await textOf('panelText', 'kitchen');
    assert.match(text, /^Kitchen +24 °C {2}1 s .*\n$/);
    assert.ok((await textOf('panelText', 'kitchen', { text: 'ansi' })).includes('\u001b[1m         24 °C'));
    const lines = (await textOf('panelText', 'rooms', { columns: 120 })).split('\n');
    assert.ok(lines.some(line => line.length > 80));
  });

  it('who names the content by its tag is told that it is what it was, until it is not', async () => {
    const tags: Record<string, string> = {};
    for (const file of FILES) {
      const first = await get(file, 'kitchen');
      assert.equal(first.headers.get('cache-control'), 'private, no-cache');
      tags[file] = first.headers.get('etag')!;
      const again = await get(file, 'kitchen', {}, { 'If-None-Match': `W/${tags[file]}` });
      assert.deepEqual([again.status, again.headers.get('etag'), await again.text()], [304, tags[file], '']);
      // A browser takes over the headers of a 304.
      for (const name of ['content-security-policy', 'content-type'])
        assert.equal(again.headers.get(name), first.headers.get(name), `${file} ${name}`);
    }
    app.nowMs += 1000;
    await app.send('temperature?room=kitchen&unit=°C', 25);
    for (const file of FILES)
      assert.equal((await get(file, 'kitchen', {}, { 'If-None-Match': tags[file]! })).status, 200, file);
  });

  it('what is not there, or not allowed, is said as everywhere', async () => {
    for (const file of FILES) {
      assert.equal((await app.fetch(hrefOf(file, 'kitchen'))).status, 401);
      assert.equal((await app.fetch(hrefOf(file, 'kitchen'), { as: 'ingest' })).status, 403);
      const gone = await get(file, 'gone');
      assert.deepEqual(
        [gone.status, await gone.text()],
        [404, 'The dashboard "kiln" has no panel "gone". It may have been deleted.\n'],
      );
      const posted = await app.fetch(hrefOf(file, 'kitchen'), { as: 'read', method: 'POST' });
      assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD, OPTIONS']);
    }
  });

  it('nobody is left over who follows what arrives', async () => {
    const { history, logs, events, jobs, images } = app.deps;
    const following = () => [history, logs, events, jobs, images].map(({ live }) => live.subscribers);
    const getAll = async () => {
      for (const { id } of PANELS) for (const file of FILES) await (await get(file, id)).arrayBuffer();
    };
    await getAll(); // the thread that evaluates follows the readings itself, and stays a while
    const before = following();
    await getAll();
    assert.deepEqual(following(), before);
  });

  it('nothing of this was a fault of the server', () => {
    assert.deepEqual(app.complaints, []);
  });
});
