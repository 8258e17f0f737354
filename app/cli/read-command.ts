import { parseArgs } from 'node:util';

/** What stands behind the name of a command. */
export interface CommandLine {
  /** `FILE` of `telltale backup FILE`; `-` is standard input or output. */
  readonly file: string;
  /** All of them. */
  readonly operands: readonly string[];
  readonly isForced: boolean;
  /** `--format openmetrics` and the like, as they were given. */
  readonly options: Readonly<Partial<Record<TextOption, string>>>;
  /** Each `--label`. */
  readonly labels: readonly string[];
  readonly isJson: boolean;
  /** `--replace` and `--copy`: what to do where there is another dashboard of that name. */
  readonly mayReplace: boolean;
  readonly isCopy: boolean;
}

export type TextOption = 'format' | 'from' | 'to' | 'metric' | 'token' | HostOption;
/** Of `host`, `top` and `tail`. */
type HostOption = 'token-file' | 'name' | 'dashboard' | 'range' | TailOption;
type TailOption = 'level' | 'grep' | 'last';
export type OptionName = TextOption | 'force' | 'label' | 'json' | 'replace' | 'copy';

export type Command =
  | { readonly kind: 'help' | 'version' }
  | {
      readonly kind: 'run';
      readonly name: string;
      readonly operands: readonly string[];
      readonly options: Readonly<
        Partial<Record<TextOption, string>> & {
          force?: boolean;
          label?: string[];
          json?: boolean;
          replace?: boolean;
          copy?: boolean;
        }
      >;
    }
  | { readonly kind: 'problem'; readonly sentence: string };

/** What was asked for on the command line, without a look at whether there is such a command. */
export function readCommand(args: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { help, version, ...options } = values;
    if (help) return { kind: 'help' };
    if (version) return { kind: 'version' };
    const [name = 'serve', ...operands] = positionals;
    return { kind: 'run', name, operands, options };
  } catch (error) {
    return { kind: 'problem', sentence: (error as Error).message };
  }
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  force: { type: 'boolean' },
  format: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  metric: { type: 'string' },
  token: { type: 'string' },
  'token-file': { type: 'string' },
  name: { type: 'string' },
  dashboard: { type: 'string' },
  range: { type: 'string' },
  level: { type: 'string' },
  grep: { type: 'string' },
  label: { type: 'string', multiple: true },
  last: { type: 'string' },
  json: { type: 'boolean' },
  replace: { type: 'boolean' },
  copy: { type: 'boolean' },
} as const;
