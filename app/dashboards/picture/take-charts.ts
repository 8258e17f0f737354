/** A drawing inside of the HTML of a panel. */
export interface TakenChart {
  /** What stands between its tags. */
  readonly inside: string;
  readonly classes: string;
  /** Of its own coordinates; undefined where it works in percent and pixels. */
  readonly viewBox: string | undefined;
  readonly label: string;
}

/** The drawings that a panel tells readers about (`role="img"`), in their order: what is decoration has no such role. */
export function takeCharts(html: string): TakenChart[] {
  const charts: TakenChart[] = [];
  let at = 0;
  for (;;) {
    const start = html.indexOf('<svg', at);
    if (start < 0) return charts;
    const { open, inside, end } = elementAt(html, start);
    const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(open)?.[1];
    if (attribute('role') === 'img') {
      const [viewBox, classes = '', label = ''] = ['viewBox', 'class', 'aria-label'].map(attribute);
      charts.push({ inside, classes, viewBox, label });
    }
    at = end;
  }
}

/** An svg with everything in it: they may stand in each other. */
function elementAt(html: string, start: number): { open: string; inside: string; end: number } {
  const openEnd = html.indexOf('>', start) + 1;
  const tag = /<svg\b[^>]*>|<\/svg>/g;
  tag.lastIndex = openEnd;
  let depth = 1;
  for (let match = tag.exec(html); match; match = tag.exec(html)) {
    if (match[0] === '</svg>') depth--;
    else if (!match[0].endsWith('/>')) depth++;
    if (depth === 0)
      return { open: html.slice(start, openEnd), inside: html.slice(openEnd, match.index), end: tag.lastIndex };
  }
  return { open: html.slice(start, openEnd), inside: html.slice(openEnd), end: html.length };
}
