import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { readHtml } from '../testing/read-html.ts';
import type { PanelDefinition } from './definition.ts';
import { madeDefinitions } from './testing/made-definitions.ts';

/** Of a page with a panel of every kind, whatever was sent. */
const MAX_PAGE_BYTES = 400_000;
const READINGS = 100_000;
const LINES_PER_BODY = 20_000;
const MINUTE_MS = 60_000;

const app = await openApp({ after });

async function makeDashboard(title: string, panels: readonly PanelDefinition[]): Promise<string> {
  const { state, dashboards } = app.deps;
  const made = await state.transactional.batch(() => dashboards.create({ title, panels: [...panels] }));
  return made!.slug;
}

async function pageOf(slug: string, search: Readonly<Record<string, string>> = {}, accept = 'text/html') {
  const response = await app.fetch(routes.dashboard.href({ slug }, search), { as: 'owner', accept });
  assert.equal(response.status, 200);
  return response.text();
}

/** Readings of one series, so many, evenly until now. */
async function sendMany(metric: string, count: number, overMs: number): Promise<void> {
  const lineOf = (at: number) => `${metric},${at % 50},${Math.round(app.nowMs - overMs + ((at + 1) * overMs) / count)}`;
  for (let from = 0; from < count; from += LINES_PER_BODY) {
    const lines = Array.from({ length: Math.min(LINES_PER_BODY, count - from) }, (_, at) => lineOf(from + at));
    const body = ['metric,value,time', ...lines].join('\n');
    const headers = { 'Content-Type': 'text/csv' };
    const response = await app.fetch(routes.inMany.href(), { as: 'ingest', method: 'POST', headers, body });
    assert.equal(response.status, 200, await response.text());
  }
}

/** A panel of each kind, over this metric, each with an id of its own. */
const panelOfEachKind = (metric: string): PanelDefinition[] =>
  madeDefinitions().map(({ kind, definitions: [least] }) => ({
    ...least!,
    ...('queries' in least! && { queries: [{ expr: metric }] }),
    id: kind,
  }));

test('a page with a panel of every kind is no larger for a hundred thousand readings than for one', async () => {
  await sendMany('one_reading', 1, MINUTE_MS);
  await sendMany('many_readings', READINGS, 60 * MINUTE_MS);
  const [one, many] = [
    await makeDashboard('One', panelOfEachKind('one_reading')),
    await makeDashboard('Many', panelOfEachKind('many_readings')),
  ];
  for (const slug of [one, many])
    for (const range of ['5m', '1h', '1y']) {
      const page = await pageOf(slug, { range });
      assert.ok(page.length < MAX_PAGE_BYTES, `${slug} ${range}: ${page.length} bytes`);
      assert.doesNotMatch(page, /This panel could not be drawn/);
      const text = await pageOf(slug, { range }, 'text/plain');
      for (const line of text.split('\n')) assert.ok([...line].length <= 80, line);
    }
  assert.deepEqual(app.complaints, []);
});

test('a heatmap of a histogram tells its buckets by their bounds', async () => {
  for (const [le, value] of Object.entries({ '0.1': 1, '0.5': 4, '+Inf': 6 }))
    await app.send(`took_bucket?le=${encodeURIComponent(le)}&unit=seconds`, value);
  const heatmap: PanelDefinition = {
    ...{ kind: 'heatmap', id: 'took', title: 'Took', w: 12, h: 6, isHistogram: true },
    queries: [{ expr: 'took_bucket' }],
  };
  const page = await pageOf(await makeDashboard('Took', [heatmap]));
  const { text } = readHtml(/<article[^>]*id="panel-took".*?<\/article>/s.exec(page)![0]);
  assert.match(text.replaceAll('\u00a0', ' '), /≤ ∞≤ 500 ms≤ 100 ms/);
});

test('a list of dashboards leads to those that all of its words are in', async () => {
  const boards: PanelDefinition = { kind: 'boards', id: 'list', title: 'List', w: 6, h: 6, words: 'boat  KITCHEN' };
  const slug = await makeDashboard('List', [boards]);
  assert.match(await pageOf(slug), /Waiting for <code>a dashboard with “boat {2}KITCHEN” in its title/);
  const found = await makeDashboard('Kitchen of the boat', []);
  await makeDashboard('Kitchen', []);
  const page = /<ul class="panel-boards".*?<\/ul>/s.exec(await pageOf(slug))![0];
  assert.deepEqual(
    [...page.matchAll(/href="([^"]+)"/g)].map(([, href]) => href),
    [routes.dashboard.href({ slug: found })],
  );
});
