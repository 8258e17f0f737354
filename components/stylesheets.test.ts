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

function withoutComments(css: string): string {
  return css.replace(/\/\*[\s\S]*?\*\//g, '');
}
