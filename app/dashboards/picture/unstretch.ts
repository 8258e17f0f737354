import { scalePath } from './scale-path.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** From the coordinates of an element to pixels. */
interface Stretch {
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
}

const STRETCHED = /<svg viewBox="0 0 (\d+) (\d+)" preserveAspectRatio="none"[^>]*>/g;
/** Of a block in which a series had no value. */
const EMPTY_PATH = /<path[^>]* d=""[^>]*><\/path>/g;
const TAG = /<(\/?)(g|path|rect|line|circle)\b([^>]*)>/g;

/**
 * Charts stretch with their panel while lines keep their width. Of readers of pictures only browsers can do that; so everything that
 * stretches is given its place in pixels, for a plot of this size.
 */
export function unstretch(svg: string, size: Size): string {
  let [result, at] = ['', 0];
  for (const match of svg.matchAll(STRETCHED)) {
    if (match.index < at) continue;
    const from = match.index + match[0].length;
    const end = svg.indexOf('</svg>', from);
    const scale = { x: size.width / Number(match[1]), y: size.height / Number(match[2]) };
    const inner: Stretch = { x: x => x * scale.x, y: y => y * scale.y };
    const drawn = svg.slice(from, end).replaceAll(EMPTY_PATH, '');
    result += `${svg.slice(at, match.index)}<g>${placed(drawn, inner)}</g>`;
    at = end + '</svg>'.length;
  }
  return result + svg.slice(at);
}

function placed(inside: string, outermost: Stretch): string {
  const stack: Stretch[] = [outermost];
  return inside.replaceAll(TAG, (whole: string, close: string, name: string, attributes: string) => {
    const current = stack.at(-1)!;
    if (close !== '') {
      if (name === 'g') stack.pop();
      return whole;
    }
    if (name === 'g') {
      stack.push(within(current, attributes));
      return `<g${attributes.replace(/ transform="[^"]*"| data-settled=""| id="[^"]*"/g, '')}>`;
    }
    return `<${name}${attributes.replaceAll(COORDINATE, (_, key: string, value: string) => ` ${key}="${moved(key, value, current)}"`)}>`;
  });
}

const COORDINATE = / (d|x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)"/g;

function moved(key: string, value: string, { x, y }: Stretch): string {
  if (key === 'd') return scalePath(value, x, y);
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (key === 'width') return short(x(number) - x(0));
  if (key === 'height') return short(y(number) - y(0));
  return short((/x/.test(key) ? x : y)(number));
}

function within(outer: Stretch, attributes: string): Stretch {
  const [, kind, first = '0', second] =
    /transform="(scale|translate)\(([-\d.]+)[ ,]*([-\d.]+)?\)/.exec(attributes) ?? [];
  const [a, b] = [Number(first), second === undefined ? undefined : Number(second)];
  if (kind === 'scale') return { x: x => outer.x(x * a), y: y => outer.y(y * (b ?? a)) };
  if (kind === 'translate') return { x: x => outer.x(x + a), y: y => outer.y(y + (b ?? 0)) };
  return outer;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
