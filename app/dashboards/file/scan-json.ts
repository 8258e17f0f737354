/** A value of a JSON text: where it begins, and what lies in it. */
export interface JsonNode {
  readonly at: number;
  readonly members: ReadonlyMap<PropertyKey, JsonNode>;
}

/** Why a text is no JSON, and where. */
export class JsonTextError extends Error {
  override readonly name = 'JsonTextError';
  readonly at: number;

  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** How deep lists and objects may lie within each other. */
const MAX_DEPTH = 64;
const SPACE = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\]|\\.)*"/sy;
const WORD = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const NOTHING: ReadonlyMap<PropertyKey, JsonNode> = new Map();

/**
 * The places of all values of a JSON text, for sentences that name a line. Stricter than `JSON.parse`, which takes the last of two
 * fields with one name.
 *
 * @throws JsonTextError
 */
export function scanJson(text: string): JsonNode {
  let at = 0;

  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const next = (): string => {
    take(SPACE);
    return text[at] ?? '';
  };
  const refuse = (wanted: string): never => {
    const found = text[at];
    throw new JsonTextError(
      at,
      found === undefined ? `the text ends where ${wanted} should be` : `${wanted} should be here, not ${found}`,
    );
  };

  const readText = (): string => {
    const from = at;
    const token = take(TEXT);
    if (token === undefined) throw new JsonTextError(from, 'a text begins here and does not end');
    try {
      return JSON.parse(token);
    } catch {
      throw new JsonTextError(
        from,
        'this text holds a line break, or a \\ with something behind it that has no meaning',
      );
    }
  };

  const readMembers = (close: string, depth: number, readKey: (index: number) => PropertyKey) => {
    const members = new Map<PropertyKey, JsonNode>();
    at++;
    if (next() === close) at++;
    else {
      for (let isOpen = true; isOpen; ) {
        const key = readKey(members.size);
        members.set(key, readValue(depth + 1));
        isOpen = next() === ',';
        if (!isOpen && next() !== close) refuse(`a comma or ${close}`);
        at++;
      }
    }
    return members;
  };

  const readValue = (depth: number): JsonNode => {
    const begin = next();
    const from = at;
    if (depth > MAX_DEPTH)
      throw new JsonTextError(at, `more than ${MAX_DEPTH} lists and objects lie within each other`);
    if (begin === '[') return { at: from, members: readMembers(']', depth, index => index) };
    if (begin === '{') {
      const known = new Set<string>();
      const readKey = () => {
        if (next() !== '"') refuse('a name in "quotes"');
        const keyAt = at;
        const key = readText();
        if (known.has(key)) throw new JsonTextError(keyAt, `the name "${key.slice(0, 80)}" is here twice`);
        known.add(key);
        if (next() !== ':') refuse('a colon');
        at++;
        return key;
      };
      return { at: from, members: readMembers('}', depth, readKey) };
    }
    if (begin === '"') readText();
    else if (take(WORD) === undefined) refuse('a value');
    return { at: from, members: NOTHING };
  };

  const root = readValue(0);
  if (next() !== '') refuse('the end');
  return root;
}
