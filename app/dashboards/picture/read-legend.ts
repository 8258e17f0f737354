/** An entry of the legend that stands beside a chart. */
export interface LegendEntry {
  /** With that of its yarn among them. */
  readonly classes: string;
  /** The name, and behind it the rest. */
  readonly name: string;
  readonly words: string;
}

const ITEM = /<li class="legend__item([^"]*)">(.*?)<\/li>/gs;
const NAME = /<span class="legend__name">(.*?)<\/span>/s;

/** The entries of the legends in the HTML of a panel, in their order. */
export function readLegend(html: string): LegendEntry[] {
  return Array.from(html.matchAll(ITEM), ([, classes = '', inside = '']) => ({
    classes: classes.trim(),
    name: textIn(NAME.exec(inside)?.[1] ?? ''),
    words: textIn(inside.replace(NAME, '')),
  }));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function textIn(html: string): string {
  const text = html.replaceAll(/<svg.*?<\/svg>/gs, '').replaceAll(/<[^>]*>/g, ' ');
  return text
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name]!)
    .replaceAll(/[ \n]+/g, ' ')
    .trim();
}
