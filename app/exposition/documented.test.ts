import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../package-root.ts';
import { routes } from '../routes.ts';
import { openApp } from '../testing/open-app.ts';

/** Only where https is spoken. */
const TLS_ONLY = 'telltale_tls_certificate_end_seconds gauge';

test('the docs name every metric with its type, and no other', async t => {
  const app = await openApp(t);
  await app.send('temperature', 1);
  await (await app.fetch(routes.home.href(), { as: 'owner', accept: 'text/html' })).text(); // of screens there is something to tell
  const text = await (await app.fetch(routes.metrics.href(), { as: 'read' })).text();
  const told = text.matchAll(/^# TYPE (\S+ \S+)$/gm).map(([, metric]) => metric!);
  const docs = readFileSync(join(packageRoot, 'docs/metrics.md'), 'utf8');
  const documented = docs
    .matchAll(/^\| `(\w+)` \| (counter|gauge|histogram) \|/gm)
    .map(([, name, type]) => `${name} ${type}`);
  assert.deepEqual([...documented].sort(), [...told, TLS_ONLY].sort());
});
