import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatValueText } from '../../components/format/format-value.ts';
import { makePicture } from '../images/testing/make-picture.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';
import { serverFacts } from './server-facts.ts';

const FINE = { unwritable: undefined };

test('what is kept is said for each rule', () => {
  const DAY_MS = 24 * 60 * 60_000;
  const keep = [
    { pattern: 'debug_*', readingsMs: DAY_MS, hourlyMs: 0, maxBytes: 2e9 },
    { pattern: '*', readingsMs: 30 * DAY_MS, hourlyMs: 730 * DAY_MS },
  ];
  const history = { commit: 1, series: 2, readings: 3, fileBytes: 4, troubles: [] };
  const keepers = { logs: FINE, events: FINE, jobs: FINE, images: FINE };
  const facts = new Map(serverFacts({}, '/data', history, keep, keepers, []).words);
  assert.match(facts.get('Kept of debug_*')!, /^each reading 1\u00a0d, at most [^,]+ of them$/);
  assert.equal(facts.get('Kept'), 'each reading 30\u00a0d, its hour 730\u00a0d');
});

test('settings say how many pictures of how many images are kept, and what they take', async t => {
  const app = await openApp(t);
  const pictures = async () => {
    const answer = await app.fetch(routes.settings.href(), { as: 'owner', accept: 'application/json' });
    const { server } = (await answer.json()) as { server: { Pictures: string } };
    return server.Pictures;
  };
  assert.match(await pictures(), /^0 in 0 images, 0\W/);
  const show = async (name: string, seed: number) => {
    const body = Buffer.from(await makePicture({ seed }));
    const { status } = await app.fetch(routes.img.href({ name }), { as: 'ingest', method: 'PUT', body });
    assert.equal(status, 200);
  };
  await show('door', 1);
  assert.match(await pictures(), /^1 in 1 image, [1-9]/);
  app.nowMs += 60_000;
  await show('door', 2);
  await show('gate', 3);
  const sizeBytes = app.deps.images.newest().reduce((sum, image) => sum + image.sizeBytes, 0);
  assert.equal(await pictures(), `3 in 2 images, ${formatValueText(sizeBytes, 'bytes')}`);
});
