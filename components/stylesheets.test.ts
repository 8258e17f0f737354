import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stylesheets } from './stylesheets.ts';

const folder = new URL('../public/', import.meta.url);
const texts = stylesheets.map(path => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }));

test('lists every stylesheet once', () => {
  const files = readdirSync(new URL('css/', folder)).map(name => `css/${name}`);
  assert.deepEqual([...stylesheets].sort(), files.sort());
});

test('orders the cascade layers before anything else', () => {
  const [first] = texts;
  assert.match(
    withoutComments(first!.text),
    /^\s*@layer reset, tokens, base, layout, parts, panels, pages, states, density;/,
  );
});

test('wraps every stylesheet in one of the layers', () => {
  const declared = /@layer ([^;{]+);/.exec(texts[0]!.text)![1]!.split(', ');
  for (const { path, text } of texts.slice(1)) {
    const [, layer = ''] = /^\s*@layer (\w+) \{[\s\S]*\}\s*$/.exec(withoutComments(text)) ?? [];
    assert.ok(declared.includes(layer), `${path} is wrapped in a declared layer`);
  }
});

test('overrides nothing by force', () => {
  for (const { path, text } of texts) assert.doesNotMatch(text, /!important/, path);
});

test('places panels in all 24 columns', () => {
  const places = texts.find(({ path }) => path === 'css/cloth-places.css')!.text;
  for (let column = 0; column < 24; column++) {
    assert.ok(places.includes(`[data-w="${column + 1}"]`), `width ${column + 1}`);
    assert.ok(places.includes(`[data-x="${column}"]`), `column ${column}`);
  }
});

test('nothing moves for who asked for less motion: each duration is a token, and all of them are 0 then', () => {
  const tokens = texts[0]!.text;
  const reduced = /@media \(prefers-reduced-motion: reduce\) \{\s*:root \{([^}]*)\}/.exec(tokens)![1]!;
  const durations = new Set(Array.from(tokens.matchAll(/(--t-\w+): \d+ms/g), ([, name]) => name!));
  assert.deepEqual(new Set(Array.from(reduced.matchAll(/(--t-\w+): 0s;/g), ([, name]) => name!)), durations);
  for (const { path, text } of texts) {
    for (const [, property, value = ''] of withoutComments(text).matchAll(
      /\b(transition|animation)[\w-]*: ([^;]+);/g,
    )) {
      if (/^(none|paused|running)$/.test(value)) continue;
      // What comes behind the duration is how long it waits.
      const [first] = value.match(/var\(--t-\w+\)|[\d.]+m?s\b/g) ?? [];
      assert.ok(durations.has(/--t-\w+/.exec(first ?? '')?.[0] ?? ''), `${path}: ${property}: ${value}`);
    }
    assert.doesNotMatch(text, /scroll-behavior: smooth|@view-transition/, path);
  }
});

test('a script that moves something asks first whether motion is wanted', () => {
  const moving = readdirSync(new URL('js/', folder))
    .map(name => ({ name, text: readFileSync(new URL(`js/${name}`, folder), 'utf8') }))
    .filter(({ text }) => /behavior: 'smooth'|\.animate\(|startViewTransition/.test(text));
  assert.deepEqual(
    moving.filter(({ text }) => !text.includes('(prefers-reduced-motion: reduce)')).map(({ name }) => name),
    [],
  );
  assert.deepEqual(
    moving.map(({ name }) => name),
    ['loom-places.js'],
    'what moves beside what a stylesheet does',
  );
});

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '');
}
