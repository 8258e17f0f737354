import type { ThemeName } from '../look/themes.ts';
import type { CssRule } from './css-rules.ts';
import { oklchToHex } from './oklch-to-hex.ts';

/** Gives a value of a stylesheet without what only browsers understand: names of tokens, both themes in one, `oklch()`. */
export type Theme = (value: string) => string;

/** As many tokens stand in each other. */
const MAX_STEPS = 100;
const ROOT_PX = 16;
/** A call without another one in it. */
const CALL = /(light-dark|oklch|var|calc)\(([^()]*)\)/;

/** One of the two looks of the tokens that stand at `:root`. */
export function createTheme(rules: readonly CssRule[], name: ThemeName): Theme {
  const tokens = new Map(rules.filter(({ selector }) => selector === ':root').flatMap(rule => rule.declarations));
  const callOf = (call: string, inside: string): string => {
    const [first = '', ...rest] = inside.split(',').map(each => each.trim());
    // The yarn of a series is the colour of its element: a value that travels down, as the token does.
    if (call === 'var') return first === '--series' ? 'currentColor' : (tokens.get(first) ?? rest.join(','));
    if (call === 'light-dark') return name === 'light' ? first : (rest[0] ?? first);
    return call === 'oklch' ? hexOf(inside) : sumOf(inside);
  };
  return value => {
    let resolved = value;
    for (let step = 0; step < MAX_STEPS && CALL.test(resolved); step++)
      resolved = resolved.replace(CALL, (_, call: string, inside: string) => callOf(call, inside));
    return resolved.replaceAll(/([\d.]+)rem\b/g, (_, rems: string) => `${Number(rems) * ROOT_PX}px`);
  };
}

/** `50.0% 0.122 243 / 0.5` */
function hexOf(inside: string): string {
  const [lightness = 0, chroma = 0, hue = 0, alpha = 1] = inside
    .split(/[\s/]+/)
    .map(part => Number.parseFloat(part) / (part.endsWith('%') ? 100 : 1));
  return oklchToHex(lightness, chroma, hue, alpha);
}

/** `1.5px + 2px` */
function sumOf(inside: string): string {
  const parts = inside.split('+').map(part => Number.parseFloat(part));
  return `${parts.reduce((sum, part) => sum + part, 0)}px`;
}
