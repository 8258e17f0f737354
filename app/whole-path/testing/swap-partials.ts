const PARTIAL = /<hx-partial hx-target="#([^"]+)" hx-swap="(outerMorph|beforeend|delete)">(.*?)<\/hx-partial>/gs;

/** The page after an event: each partial where it belongs. Throws where the page has no element of that name. */
export function swapPartials(html: string, data: string): string {
  return [...data.matchAll(PARTIAL)].reduce((page, [, id, swap, part]) => {
    const [from, to] = spanOf(page, id!);
    if (swap === 'delete') return page.slice(0, from) + page.slice(to);
    if (swap === 'outerMorph') return page.slice(0, from) + withSettled(page.slice(from, to), part!) + page.slice(to);
    const end = page.lastIndexOf('</', to);
    return page.slice(0, end) + part! + page.slice(end);
  }, html);
}

/** Groups that come empty and marked as the same keep what the page holds in them. */
function withSettled(old: string, part: string): string {
  return part.replace(/<g id="([^"]+)" data-same=""([^>]*)><\/g>/g, (_, id, rest) => {
    const content = /^<g[^>]*>(.*)<\/g>$/s.exec(elementOf(old, id))![1];
    return `<g id="${id}" data-settled=""${rest}>${content}</g>`;
  });
}

/** The element with that id, with all that is in it. */
export function elementOf(html: string, id: string): string {
  return html.slice(...spanOf(html, id));
}

function spanOf(html: string, id: string): [from: number, to: number] {
  const opening = new RegExp(`<([a-z][\\w-]*)\\b[^<>]*\\bid="${id}"[^<>]*>`).exec(html);
  if (!opening) throw new Error(`The page has no element #${id}.`);
  const tags = new RegExp(`<(/?)${opening[1]}\\b[^<>]*>`, 'g');
  tags.lastIndex = opening.index;
  let depth = 0;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return [opening.index, tags.lastIndex];
  }
  throw new Error(`#${id} is not closed.`);
}
