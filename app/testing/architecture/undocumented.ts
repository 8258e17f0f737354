import type { SourceFile } from './source-files.ts';

const EXPORTED =
  /(?<docs>\*\/\n)?^export (?:async )?(?:function\*? |const (?=\w+ = (?:async )?(?:\(|<|function)))(?<name>\w+)/gm;

/**
 * Exported functions of some files that nothing is said about. Something is said by a docstring; by the docstring of the type that
 * the function gives, when it is declared in these files (`createTable(): Table`); or by the name of a claim (`isKnownMethod(): boolean`).
 */
export function undocumented(files: readonly SourceFile[]): string[] {
  const types = files.flatMap(({ text }) => [...text.matchAll(/\*\/\n^export (?:interface|type|class) (\w+)/gm)]);
  const documented = new Set(types.map(([, name]) => name!));
  return files.flatMap(({ path, text }) =>
    exportedIn(text)
      .filter(({ groups, index, 0: start }) => {
        const gives = givenType(text.slice(index + start.length));
        const isClaim = /^(is|has|can)[A-Z]/.test(groups!.name!) && gives === 'boolean';
        return groups!.docs === undefined && !isClaim && !documented.has(gives);
      })
      .map(({ groups }) => `${path}: ${groups!.name}`),
  );
}

/** Of overloads the first one speaks for all. */
function exportedIn(text: string): RegExpExecArray[] {
  const seen = new Set<string>();
  return [...text.matchAll(EXPORTED)].filter(({ groups }) => seen.size < seen.add(groups!.name!).size);
}

/** The name of the type behind the closing parenthesis of the parameters: `Table` of `<H>(): Table<H> {`. */
function givenType(signature: string): string {
  const head = signature.slice(0, signature.indexOf(' {\n') + 1 || undefined);
  if (/\): \w+ is /.test(head)) return 'boolean';
  return /\): (?:Promise<)?(\w+)/.exec(head)?.[1] ?? '';
}
