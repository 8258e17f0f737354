import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AirField } from './air-field.tsx';
import { Banner } from './banner.tsx';
import { Bar } from './bar.tsx';
import { BoardMiniature } from './board-miniature.tsx';
import { Button } from './button.tsx';
import { CodeLine } from './code-line.tsx';
import { ConfirmDialog } from './confirm.tsx';
import { Document } from './document.tsx';
import { Field } from './field.tsx';
import { IconSprite } from './icons.tsx';
import { LinkState } from './link-state.tsx';
import { LogLines } from './log-lines.tsx';
import { Panel } from './panel.tsx';
import { Table } from './table.tsx';
import { Value } from './value.tsx';
import { Yarn, type YarnState } from './yarn.tsx';

const place = { w: 5, h: 4 };

test('a document loads styles, the theme and then its behaviours, with versioned addresses', () => {
  const html = String(
    <Document
      title="Home"
      assetHref={path => `/a/7/${path}`}
      scripts={['js/link.js']}
      htmxConfig={{ sse: { reconnectDelay: 5 } }}
    >
      <main id="main">x</main>
    </Document>,
  );
  const order = ['js/theme.js', 'all.css', 'vendor/htmx-', 'vendor/hx-sse-', 'js/link.js'].map(part =>
    html.indexOf(`/a/7/${part}`),
  );
  assert.ok(
    order.every((at, index) => at > (order[index - 1] ?? 0)),
    String(order),
  );
  assert.ok(html.includes('<title>Home · Telltale</title>'));
  assert.ok(html.includes('content="{&quot;sse&quot;:{&quot;reconnectDelay&quot;:5}}"'));
  assert.ok(html.includes('<html lang="en">'), 'no theme is forced');
});

test('a document without htmx settings loads no htmx', () => {
  const html = String(<Document title="Sign in" assetHref={path => path} theme="dark" />);
  assert.ok(!html.includes('htmx'));
  assert.ok(html.includes('data-theme="dark"'));
});

test('a panel has stable ids, its place and its state as attributes', () => {
  const html = String(
    <Panel
      id="p1"
      title="CPU"
      place={{ ...place, x: 0, y: 12 }}
      state="stale"
      age="stale 4 min"
      verdict={{ status: 'crit', words: 'above 9' }}
      wide
    >
      body
    </Panel>,
  );
  for (const part of [
    'id="p1"',
    'id="p1-title"',
    'id="p1-body"',
    'data-w="5"',
    'data-h="4"',
    'data-x="0"',
    'data-y="12"',
    'data-wide',
  ]) {
    assert.ok(html.includes(part), part);
  }
  assert.ok(html.includes('data-state="stale" data-alert="crit"'));
  assert.ok(html.includes('stale 4 min') && html.includes('above 9'));
});

test('a panel that flows has no place of its own', () => {
  assert.doesNotMatch(String(<Panel id="p" title="t" place={place} state="live" />), /data-[xy]|data-wide|data-alert/);
});

test('every posture of a yarn is in the sprite', () => {
  const sprite = String(<IconSprite />);
  const states: YarnState[] = ['live', 'late', 'stale', 'lost', 'loading', 'empty', 'error'];
  for (const state of states) {
    const [, name] = /#([\w-]+)/.exec(String(<Yarn state={state} />))!;
    assert.ok(sprite.includes(`id="${name}"`), state);
  }
});

test('a field ties hint and error to its control', () => {
  const html = String(<Field id="c" name="code" label="Code" hint="6 letters" error="Used at 13:58." value="A" />);
  assert.match(html, /<input[^>]* aria-describedby="c-hint c-error" aria-invalid="true" value="A"/);
  assert.ok(html.includes('id="c-hint"') && html.includes('id="c-error"') && html.includes('for="c"'));
  assert.doesNotMatch(String(<Field id="c" name="code" label="Code" />), /aria-/);
});

test('a field with options selects the value', () => {
  const options = [
    { value: '%', label: 'percent' },
    { value: '', label: 'none' },
  ];
  const html = String(<Field id="u" name="unit" label="Unit" value="" options={options} />);
  assert.match(html, /<option value="" selected="">none/);
  assert.doesNotMatch(html, /<option value="%" selected/);
});

test('a button is a link when it leads somewhere, and sends a form only when it should', () => {
  assert.match(String(<Button href="/x">Go</Button>), /^<a class="button" href="\/x">Go<\/a>$/);
  assert.match(String(<Button>Go</Button>), /type="submit"/);
  assert.match(
    String(<Button icon="bell" label="Alert" look="plain" />),
    /class="button button--plain button--icon".*aria-label="Alert"/,
  );
});

test('a line to copy carries the text without its prompt', () => {
  const html = String(<CodeLine text="curl -d 1 'host/in/x?a=b&k=w'" address="host/in/x?a=b&k=w" />);
  assert.ok(html.includes('data-copy="curl -d 1 &#39;host/in/x?a=b&amp;k=w&#39;"'), html);
  assert.ok(html.includes('<span class="code-line__address">host/in/x?a=b&amp;k=w</span>&#39;'));
});

test('only the word of the link state is a live region, not its clock', () => {
  const html = String(<LinkState state="live" iso="2025-11-22T13:03:22Z" time="14:03:22" tick={7} />);
  assert.match(html, /<span role="status" aria-live="off" data-link-word="true">Live<\/span>/);
  assert.ok(html.includes('data-tick="1"'));
});

test('trouble in a banner is an alert, good news a status', () => {
  assert.match(String(<Banner status="warn">x</Banner>), /role="alert"/);
  assert.match(String(<Banner status="ok">x</Banner>), /role="status"/);
});

test('counts nothing in the navigation when nothing needs a look', () => {
  const entry = { href: '/alerts', label: 'Alerts' };
  assert.doesNotMatch(String(<Bar homeHref="/" entries={[{ ...entry, count: 0 }]} />), /nav__count|>0</);
  assert.match(
    String(<Bar homeHref="/" entries={[{ ...entry, count: 2, current: true }]} />),
    /aria-current="page".*2/,
  );
});

test('the first cell of a table row names the row', () => {
  const columns = [
    { label: 'process', align: 'text' },
    { label: 'cpu', align: 'figure', sort: 'descending' },
  ] as const;
  const html = String(<Table caption="Processes" columns={columns} rows={[{ id: 'r1', cells: ['caddy', 0] }]} />);
  assert.match(html, /<tr id="r1"><th class="[^"]*" scope="row">caddy<\/th><td class="[^"]*">0<\/td>/);
  assert.ok(html.includes('aria-sort="descending"'));
});

test('in a table with buttons each cell has the word of its column with it, for where the head has no room', () => {
  const columns = [
    { label: 'name', align: 'text' },
    { label: 'may', align: 'text' },
    { label: '', align: 'figure' },
  ] as const;
  const rows = [{ cells: ['garden', 'read', 'Revoke'] }];
  const html = String(<Table roomy caption="Tokens" columns={columns} rows={rows} />);
  assert.match(html, /<td class="[^"]*" data-label="may">read<\/td><td class="[^"]*">Revoke<\/td>/);
  assert.doesNotMatch(String(<Table caption="Tokens" columns={columns} rows={rows} />), /data-label/);
});

test('a log line has its level as a word and escapes what was sent', () => {
  const line = { iso: '2025-11-22T13:03:22Z', time: '14:03:22', level: 'error', text: '<img>', fields: 'a=1' } as const;
  const html = String(<LogLines label="app" look="tail" lines={[line]} />);
  assert.ok(html.includes('log__line--error') && html.includes('>err<') && html.includes('&lt;img&gt;'));
});

test('a confirmation can be left without an answer', () => {
  const html = String(<ConfirmDialog id="d" title="Delete?" action="/x" confirm="Delete" />);
  assert.match(html, /<dialog class="dialog" id="d" aria-labelledby="d-title" closedby="any">/);
  assert.ok(html.includes('formmethod="dialog"'));
});

test('a value without a unit has no empty place for it', () => {
  assert.equal(String(<Value value={1} unit="" />), '<p class="value">1</p>');
  assert.match(String(<Value value={undefined} unit="%" />), />–</);
});

test('a miniature ends where its last shown panel ends', () => {
  const html = String(
    <BoardMiniature
      panels={[
        { x: 0, y: 0, w: 24, h: 4, status: 'crit' },
        { x: 0, y: 90, w: 24, h: 4 },
      ]}
    />,
  );
  assert.equal(html.split('<rect').length - 1, 1);
  assert.ok(html.includes('plan__panel--crit'));
});

test('the air field is the same at every visit, and has lifted tufts', () => {
  assert.equal(String(<AirField />), String(<AirField />));
  assert.ok(String(<AirField />).split('air-field__tuft--lifted" d="M').length === 2);
});
