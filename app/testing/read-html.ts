import assert from 'node:assert/strict';

const VOID = new Set(['input', 'meta', 'link', 'br', 'hr', 'img', 'path', 'line', 'circle', 'rect', 'use']);
const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:@.-]+(?:="[^"<>]*")?)*)\s*(\/?)>/y;

/**
 * Reads markup as strictly as XML: every tag closed in its place, attributes in double quotes, no stray `<` and no
 * number that went wrong. Gives the text without tags, and the names of the roots.
 */
export function readHtml(html: string): { text: string; roots: string[] } {
  const open: string[] = [];
  const roots: string[] = [];
  let text = '';
  for (let at = 0; at < html.length; ) {
    const next = html.indexOf('<', at);
    text += html.slice(at, next < 0 ? html.length : next);
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(html);
    assert.ok(tag, `no tag: ${html.slice(next, next + 120)}`);
    const [whole, slash, name, attributes, selfClosing] = tag;
    assert.doesNotMatch(attributes!, /NaN|Infinity|undefined|\[object/, whole);
    if (slash) {
      const opened = open.pop();
      assert.equal(name, opened, `</${name}> closes <${opened}>`);
    } else {
      if (open.length === 0) roots.push(name!);
      if (!selfClosing && !isEmpty(html, name!, next + whole.length)) open.push(name!);
    }
    at = next + whole.length;
  }
  assert.deepEqual(open, [], 'everything is closed');
  return { text: decode(text), roots };
}

/** An element without an end tag of its own. */
function isEmpty(html: string, name: string, after: number): boolean {
  return VOID.has(name) && !html.startsWith(`</${name}>`, after);
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function decode(text: string): string {
  return text.replace(/&(#39|\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}
