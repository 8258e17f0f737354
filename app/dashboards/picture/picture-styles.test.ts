import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cssRules } from './css-rules.ts';
import { oklchToHex } from './oklch-to-hex.ts';
import { pictureStyles } from './picture-styles.ts';
import { createTheme } from './theme.ts';

test('colours of the look become the sRGB that a browser shows', () => {
  // As Chromium paints them.
  const known: [Parameters<typeof oklchToHex>, string][] = [
    [[1, 0, 0], '#ffffff'],
    [[0, 0, 0], '#000000'],
    [[0.627955, 0.257683, 29.2339], '#ff0000'],
    [[0.519752, 0.176858, 142.4954], '#008000'],
    [[0.452014, 0.313214, 264.052], '#0000ff'],
    [[0.5, 0.122, 243, 0.5], '#0069a280'],
  ];
  for (const [colour, hex] of known) assert.equal(oklchToHex(...colour), hex);
});

test('rules are read with their nesting undone, and without those that hold on conditions', () => {
  const css = `@layer a, b; /* .x { } */
    @layer panels { .a, .b { fill: red; &:hover { fill: blue; } .c { stroke-width: 2px } } @media (x) { .d { fill: red } } }`;
  assert.deepEqual(
    cssRules(css).map(({ selector, declarations }) => [selector, ...declarations.flat()]),
    [
      ['.a', 'fill', 'red'],
      ['.b', 'fill', 'red'],
      ['.a:hover', 'fill', 'blue'],
      ['.b:hover', 'fill', 'blue'],
    ],
  );
});

test('values lose what only browsers understand', () => {
  const rules = cssRules(
    ':root { --a: light-dark(oklch(100% 0 0), oklch(0% 0 0)); --b: var(--a); --w: 1.5px; --s: 0.75rem; }',
  );
  const [light, dark] = [createTheme(rules, 'light'), createTheme(rules, 'dark')];
  assert.deepEqual([light('var(--b)'), dark('var(--b)')], ['#ffffff', '#000000']);
  assert.equal(light('calc(var(--w) + 2px)'), '3.5px');
  assert.equal(light('var(--s)'), '12px');
  assert.equal(light('var(--series, var(--b))'), 'currentColor');
  assert.equal(light('var(--nowhere, 3px)'), '3px');
});

test('the rules of a picture are those of its classes, in the colours of its theme', () => {
  const svg = '<path class="chart__line series-2"/><text class="chart__label"/>';
  const [light, dark] = (['light', 'dark'] as const).map(name => pictureStyles(name).rulesFor(svg));
  for (const rules of [light!, dark!]) {
    assert.match(rules, /\.series-2\{color:#[0-9a-f]{6}\}/);
    assert.match(rules, /\.chart__line\{fill:none;stroke:currentColor;stroke-width:1\.5px/);
    assert.match(rules, /\.chart__label\{font-size:11px;fill:#[0-9a-f]{6}\}/);
    assert.doesNotMatch(rules, /gauge|series-1|display|var\(|rem/);
  }
  assert.notEqual(light, dark);
});
