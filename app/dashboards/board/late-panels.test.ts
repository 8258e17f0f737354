import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import { HttpError } from '../../http/http-error.ts';
import { routes } from '../../routes.ts';
import { openApp } from '../../testing/open-app.ts';
import { readHtml } from '../../testing/read-html.ts';
import type { PanelDefinition } from '../definition.ts';

const app = await openApp({ after });
const { promqlLive, state, dashboards } = app.deps;
await app.send('depth', 21);

/** A page whose only panel is not answered before that is asked for; its beginning is read. */
async function openHeld(t: TestContext, title: string) {
  const released = Promise.withResolvers<void>();
  const open = promqlLive.open.bind(promqlLive);
  t.mock.method(promqlLive, 'open', async (...args: Parameters<typeof open>) => {
    await released.promise;
    return open(...args);
  });
  const panel: PanelDefinition = {
    ...{ kind: 'stat', id: 'one', title: 'Twice the depth', w: 6, h: 4 },
    queries: [{ expr: `depth * 2` }],
  };
  const made = await state.transactional.batch(() => dashboards.create({ title, panels: [panel] }));
  const page = await app.fetch(routes.dashboard.href({ slug: made!.slug }), { as: 'owner', accept: 'text/html' });
  assert.equal(page.status, 200);
  const reader = page.body!.pipeThrough(new TextDecoderStream()).getReader();
  return {
    beginning: (await reader.read()).value!,
    async rest() {
      let text = '';
      for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value;
      return text;
    },
    release: released.resolve,
    fail: released.reject,
  };
}

test('a page begins with the titles of its panels while these take their time, and goes on with them', async t => {
  const held = await openHeld(t, 'Slow');
  assert.match(held.beginning, /<h1[^>]*>Slow.*Twice the depth/s);
  assert.doesNotMatch(held.beginning, /id="cloth"|hx-sse:connect/);
  held.release();
  const rest = await held.rest();
  assert.match(readHtml(mainOf(held.beginning + rest)).text, /Twice the depth.*Twice the depth.*42/s);
  assert.match(rest, /id="cloth".*hx-sse:connect=.*<\/html>/s);
});

test('panels that fail when the page has begun say so in their place', async t => {
  const held = await openHeld(t, 'Busy');
  held.fail(new HttpError(503, 'Too many look at once.'));
  const rest = await held.rest();
  const { text } = readHtml(mainOf(held.beginning + rest));
  assert.match(text, /The panels could not be drawn\. Too many look at once\. Load the page again\./);
  assert.match(app.complaints.splice(0).join(), /Too many look at once/);
});

function mainOf(page: string): string {
  return /<main.*<\/main>/s.exec(page)![0];
}
