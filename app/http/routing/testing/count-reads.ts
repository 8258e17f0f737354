/** What a piece of code asked of the built-ins. */
export interface Reads {
  /** Calls of methods of texts, expressions, maps and sets. */
  calls: number;
  /** Characters that these calls had before them. */
  characters: number;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;
type Prototype = Record<string, Method>;

const ONE_CHARACTER = ['at', 'charAt', 'charCodeAt', 'codePointAt'];
const CUTTING = ['slice', 'substring'];
const SEARCHING = ['indexOf', 'includes'];
const COMPARING = ['startsWith', 'endsWith'];
const WHOLE_TEXT = [
  ...['lastIndexOf', 'match', 'replace', 'replaceAll', 'search', 'split', 'toLowerCase', 'toUpperCase', 'trim'],
];

/**
 * Counts while `run` runs: how much work an implementation does, whatever it looks like inside and however busy the machine
 * is. Nothing else may run meanwhile, so `run` is synchronous.
 */
export function countReads(run: () => unknown): Reads {
  const reads: Reads = { calls: 0, characters: 0 };
  const undo = [
    ...watch(String.prototype, ONE_CHARACTER, reads, () => 1),
    ...watch(String.prototype, CUTTING, reads, (_self, _args, result) => String(result).length),
    ...watch(String.prototype, SEARCHING, reads, searched),
    ...watch(String.prototype, COMPARING, reads, (_self, [text]) => String(text).length),
    ...watch(String.prototype, WHOLE_TEXT, reads, self => String(self).length),
    ...watch(RegExp.prototype, ['exec', 'test'], reads, (_self, [text]) => String(text).length),
    ...[Map, Set].flatMap(({ prototype }) => watch(prototype, ['get', 'has'], reads, () => 0)),
  ];
  try {
    run();
  } finally {
    for (const restore of undo) restore();
  }
  return reads;
}

/** From where the search begins to where it ends. */
function searched(self: unknown, [, from = 0]: unknown[], result: unknown): number {
  const end = typeof result === 'number' && result >= 0 ? result + 1 : String(self).length;
  return Math.max(0, end - Number(from));
}

function watch(
  prototype: object,
  names: readonly string[],
  reads: Reads,
  charactersOf: (self: unknown, args: unknown[], result: unknown) => number,
): (() => void)[] {
  const methods = prototype as Prototype;
  return names
    .filter(name => name in methods)
    .map(name => {
      const original = methods[name]!;
      methods[name] = function counted(...args) {
        const result = Reflect.apply(original, this, args);
        reads.calls++;
        reads.characters += charactersOf(this, args, result);
        return result;
      };
      return () => {
        methods[name] = original;
      };
    });
}
