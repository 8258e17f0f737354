import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource } from './testing/architecture/read-source.ts';
import { productFiles } from './testing/architecture/source-files.ts';

/** Every place that is read out by itself, and why no update that lands can make it speak more than once in ten seconds. */
const DECIDED: Readonly<Record<string, readonly [places: number, why: string]>> = {
  'app/dashboards/edit/strip.tsx': [1, 'says where a panel was moved to, by who moved it'],
  'app/dashboards/form/edit-note.tsx': [1, 'answers what was typed'],
  'app/dashboards/form/edit-page.tsx': [1, 'is shown when the form cannot be sent'],
  'app/dashboards/gallery/gallery-page.tsx': [1, 'answers a press'],
  'app/dashboards/view/pause.tsx': [1, 'answers a press: the count beside it is outside of it'],
  'app/events/page/notice-choice.tsx': [1, 'answers a press'],
  'app/events/webhooks/webhook-pages.tsx': [1, 'answers what was typed'],
  'app/explore/query/problem.tsx': [1, 'answers what was typed'],
  'app/explore/query/query-page.tsx': [1, 'answers what was typed'],
  'app/explore/rename-sheet.tsx': [1, 'is there when the page is'],
  'app/logs/page/page.tsx': [1, 'says that following was paused, by who scrolled'],
  'app/settings/tokens.tsx': [1, 'is there when the page is'],
  'components/banner.tsx': [1, 'comes once: what it is about stands as long as it does'],
  'components/link-state.tsx': [2, 'is off: announce.js tells of the link'],
  'components/toast.tsx': [2, 'holds what was just done, and what announce.js lets through'],
};

const SPEAKS = /role(?:=|', ?)["'](?:status|alert|log|timer|marquee)|aria-live|<output|role=\{/g;
/** Roles that are worked out, but are none of those. */
const SILENT = new Set(['components/chart/spark.tsx', 'app/images/look/compare-page.tsx']);

test('of every live region it was decided how often it may speak', () => {
  const found = productFiles().flatMap(({ path, text }) => {
    const places = readSource(text).code.match(SPEAKS)?.length ?? 0;
    return places === 0 || SILENT.has(path) ? [] : [[path, places]];
  });
  const decided = Object.entries(DECIDED).map(([path, [places]]) => [path, places]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(decided));
});
