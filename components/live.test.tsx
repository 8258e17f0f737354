import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmxConfig, LiveStream } from './live.tsx';

test('a stream connects by itself, again when the first time failed, and is over when the server says gone', () => {
  const html = String(<LiveStream href="/live?cursor=e-7&range=1h" />);
  for (const attribute of [
    'hx-sse:connect="/live?cursor=e-7&amp;range=1h"',
    'hx-sse:close="gone"',
    'hx-trigger="load, every 5s, seen"',
    'hx-sync="this:drop"',
    'hidden',
    'data-live',
  ]) {
    assert.ok(html.includes(` ${attribute}`), `${attribute} in ${html}`);
  }
});

test("neither an error's body nor a message without partials is swapped in anywhere", () => {
  const html = String(<LiveStream href="/live" />);
  for (const attribute of ['hx-status:4xx="swap:none"', 'hx-status:5xx="swap:none"', 'hx-swap="none"']) {
    assert.ok(html.includes(` ${attribute}`), `${attribute} in ${html}`);
  }
});

test('a page adds no styles that its policy forbids, keeps what readers opened, and is back within five seconds', () => {
  const config: typeof htmxConfig = JSON.parse(JSON.stringify(htmxConfig));
  assert.equal(config.includeIndicatorCSS, false);
  for (const attribute of ['data-htmx-powered', 'open'] as const) assert.ok(config.morphIgnore.includes(attribute));
  assert.ok(config.sse.reconnectMaxDelay * 1.3 <= 5200, 'with the jitter of htmx, 30 %');
});
