/** A rule of a stylesheet with one selector, nesting undone. */
export interface CssRule {
  readonly selector: string;
  readonly declarations: readonly (readonly [property: string, value: string])[];
}

/**
 * The rules of a stylesheet that hold wherever it is shown: those inside of conditions (`@media`, `@container`) are left out.
 * Reads what our own stylesheets are made of, and no more.
 */
export function cssRules(css: string): CssRule[] {
  return rulesIn(css.replaceAll(/\/\*.*?\*\//gs, ''), []);
}

function rulesIn(css: string, within: readonly string[]): CssRule[] {
  const declarations: [string, string][] = [];
  const below: CssRule[] = [];
  for (const { head, body } of statementsOf(css)) {
    if (body === undefined) declarations.push(...declarationOf(head));
    else if (head.startsWith('@layer')) below.push(...rulesIn(body, within));
    else if (!head.startsWith('@')) below.push(...rulesIn(body, selectorsOf(head, within)));
  }
  const own = declarations.length === 0 ? [] : within.map(selector => ({ selector, declarations }));
  return [...own, ...below];
}

interface Statement {
  readonly head: string;
  /** What stands in its braces, where it has some. */
  readonly body?: string;
}

function* statementsOf(css: string): Generator<Statement> {
  let at = 0;
  while (at < css.length) {
    const end = css.slice(at).search(/[;{]/);
    if (end < 0) return;
    const head = css.slice(at, at + end).trim();
    at += end + 1;
    if (css[at - 1] === ';') {
      yield { head };
      continue;
    }
    const from = at;
    for (let depth = 1; depth > 0 && at < css.length; at++) {
      if (css[at] === '{') depth++;
      else if (css[at] === '}') depth--;
    }
    yield { head, body: css.slice(from, at - 1) };
  }
}

function declarationOf(text: string): [string, string][] {
  const colon = text.indexOf(':');
  return colon < 0 || text.startsWith('@') ? [] : [[text.slice(0, colon).trim(), text.slice(colon + 1).trim()]];
}

function selectorsOf(head: string, within: readonly string[]): string[] {
  const own = head.split(',').map(each => each.trim().replaceAll(/\s+/g, ' '));
  if (within.length === 0) return own;
  return within.flatMap(outer =>
    own.map(inner => (inner.includes('&') ? inner.replaceAll('&', outer) : `${outer} ${inner}`)),
  );
}
