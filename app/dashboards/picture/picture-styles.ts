import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stylesheets } from '../../../components/stylesheets.ts';
import { packageRoot } from '../../package-root.ts';
import { THEMES, type ThemeName } from '../look/themes.ts';
import { type CssRule, cssRules } from './css-rules.ts';
import { createTheme, type Theme } from './theme.ts';

/** What the stylesheets of the pages say about the shapes of a picture, so that both always look alike. */
export interface PictureStyles {
  readonly theme: Theme;
  /** The rules for the classes in this text, for a `<style>` inside of the picture. */
  rulesFor(svg: string): string;
}

/** The others lay out a page. */
const PROPERTIES: ReadonlySet<string> = new Set([
  ...['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'opacity'],
  ...['stroke-linejoin', 'stroke-linecap', 'shape-rendering', 'paint-order', 'text-anchor', 'dominant-baseline'],
  ...['font-size', 'font-weight', 'letter-spacing', '--series'],
]);
/** Classes, and classes inside of others: what every reader of pictures understands. */
const PLAIN_SELECTOR = /^(\.[\w-]+)+( (\.[\w-]+)+)*$/;

let loaded: Readonly<Record<ThemeName, PictureStyles>> | undefined;

/** Of one theme; the stylesheets are read when the first picture is drawn. */
export function pictureStyles(theme: ThemeName): PictureStyles {
  loaded ??= load();
  return loaded[theme];
}

function load(): Readonly<Record<ThemeName, PictureStyles>> {
  const rules = stylesheets.flatMap(path => cssRules(readFileSync(join(packageRoot, 'public', path), 'utf8')));
  const [light, dark] = THEMES.map(name => stylesOf(rules, createTheme(rules, name)));
  return { light: light!, dark: dark! };
}

function stylesOf(rules: readonly CssRule[], theme: Theme): PictureStyles {
  const plain = rules.flatMap(({ selector, declarations }) => {
    if (!PLAIN_SELECTOR.test(selector)) return [];
    const kept = declarations.filter(([property]) => PROPERTIES.has(property));
    if (kept.length === 0) return [];
    const classes = Array.from(selector.matchAll(/\.([\w-]+)/g), ([, name]) => name!);
    const text = kept.map(([property, value]) => plainDeclaration(property, theme(value)));
    return [{ classes, text: `${selector}{${text.join(';')}}` }];
  });
  return {
    theme,
    rulesFor(svg) {
      const used = new Set(Array.from(svg.matchAll(/ class="([^"]*)"/g), ([, names]) => names!.split(' ')).flat());
      return plain.flatMap(({ classes, text }) => (classes.every(name => used.has(name)) ? [text] : [])).join('');
    },
  };
}

/** Without what only browsers know: properties of our own, and weights between the hundreds. */
function plainDeclaration(property: string, value: string): string {
  if (property === '--series') return `color:${value}`;
  if (property === 'font-weight' && /^\d+$/.test(value)) return `font-weight:${Math.round(Number(value) / 100) * 100}`;
  return `${property}:${value}`;
}
