/** A group of a drawing that marks what is in it as settled. It has an id, and no group is in it. */
const SETTLED = /(<g id="([^"]+)" data-)settled(=""[^>]*>)(.*?)<\/g>/gs;

/**
 * `after` for a page that holds `before`: groups marked by `data-settled` whose content is the same come empty and marked
 * by `data-same` instead, and the page keeps what is in them (`morphSkipChildren` of htmx). Their own attributes are still told.
 */
export function leaveOutSettled(before: string, after: string): string {
  if (!after.includes(' data-settled=')) return after;
  const held = new Map([...before.matchAll(SETTLED)].map(([, , id, , content]) => [id, content]));
  return after.replace(SETTLED, (group, head: string, id: string, tail: string, content: string) =>
    content !== '' && held.get(id) === content ? `${head}same${tail}</g>` : group,
  );
}
