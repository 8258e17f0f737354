import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSource } from './testing/architecture/read-source.ts';
import { productFiles } from './testing/architecture/source-files.ts';

/** Every place that is read out by itself, and why no update that lands can make it speak more than once in ten seconds. */
const DECIDED: Readonly<Record<string, string>> = {
  'app/dashboards/edit/strip.tsx': 'says where a panel was moved to, by who moved it',
  'app/dashboards/form/edit-note.tsx': 'answers what was typed',
  'app/dashboards/form/edit-page.tsx': 'is shown when the form cannot be sent',
  'app/dashboards/gallery/gallery-page.tsx': 'answers a press',
  'app/dashboards/view/pause.tsx': 'answers a press: the count beside it is outside of it',
  'app/events/page/notice-choice.tsx': 'answers a press',
  'app/events/webhooks/webhook-pages.tsx': 'answers what was typed',
  'app/explore/query/problem.tsx': 'answers what was typed',
  'app/explore/query/query-page.tsx': 'answers what was typed',
  'app/explore/rename-sheet.tsx': 'is there when the page is',
  'app/logs/page/page.tsx': 'says that following was paused, by who scrolled',
  'app/settings/tokens.tsx': 'is there when the page is',
  'components/banner.tsx': 'comes once: what it is about stands as long as it does',
  'components/link-state.tsx': 'is off: announce.js tells of the link',
  'components/toast.tsx': 'holds what was just done, and what announce.js lets through',
};

const SPEAKS = /role(?:=|', ?)["'](?:status|alert|log|timer|marquee)|aria-live|<output|role=\{/;
/** Roles that are worked out, but are none of those. */
const SILENT = new Set(['components/chart/spark.tsx', 'app/images/look/compare-page.tsx']);

test('of every live region it was decided how often it may speak', () => {
  const found = productFiles()
    .filter(({ path, text }) => SPEAKS.test(readSource(text).code) && !SILENT.has(path))
    .map(({ path }) => path);
  assert.deepEqual(found.toSorted(), Object.keys(DECIDED).toSorted());
});
