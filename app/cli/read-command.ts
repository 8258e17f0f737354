import { parseArgs } from 'node:util';

/** `FILE` of `telltale backup FILE`; `-` is standard input or output. */
export interface NamedFile {
  readonly file: string;
  readonly isForced: boolean;
}

export type Command =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'run'; readonly name: string; readonly operands: readonly string[]; readonly isForced: boolean }
  | { readonly kind: 'problem'; readonly sentence: string };

/** What was asked for on the command line, without a look at whether there is such a command. */
export function readCommand(args: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    if (values.help) return { kind: 'help' };
    if (values.version) return { kind: 'version' };
    const [name = 'serve', ...operands] = positionals;
    return { kind: 'run', name, operands, isForced: values.force ?? false };
  } catch (error) {
    return { kind: 'problem', sentence: (error as Error).message };
  }
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  force: { type: 'boolean' },
} as const;
