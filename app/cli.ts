#!/usr/bin/env node
import { helpText } from './cli/help-text.ts';
import { type CommandLine, type OptionName, readCommand } from './cli/read-command.ts';
import { refuseOldNode } from './cli/refuse-old-node.ts';
import { type Config, parseConfig } from './config.ts';
import { version } from './version.ts';

interface CommandEntry {
  /** Whether it takes a file, or one and more; `-` stands for one that is not named. */
  readonly file?: 'required' | 'optional' | 'many';
  /** Operands instead of a file: how many at least, and what to say of fewer. */
  readonly operands?: { readonly least: number; readonly needs: string };
  readonly options?: readonly OptionName[];
  load(): Promise<(config: Config, line: CommandLine) => Promise<number>>;
}

/** `telltale [command]`. Commands are loaded when they run: an old Node gets a sentence, not a crash of a native module. */
const COMMANDS: Readonly<Record<string, CommandEntry>> = {
  serve: {
    async load() {
      const { serve } = await import('./main.ts');
      return config => serve(config);
    },
  },
  'reset-password': { load: async () => (await import('./cli/reset-password.ts')).resetPassword },
  backup: { file: 'required', options: ['force'], load: async () => (await import('./cli/backup.ts')).backup },
  restore: { file: 'required', options: ['force'], load: async () => (await import('./cli/restore.ts')).restore },
  export: {
    file: 'optional',
    options: ['force', 'format', 'from', 'to', 'metric', 'dashboard', 'token', 'token-file'],
    load: async () => (await import('./cli/export-command.ts')).exportCommand,
  },
  import: {
    file: 'many',
    options: ['format', 'to', 'token', 'token-file', 'replace', 'copy'],
    load: async () => (await import('./cli/import-command.ts')).importCommand,
  },
  send: {
    operands: { least: 2, needs: 'a KIND and a NAME, as in telltale send reading temperature 21.4 room=kitchen' },
    options: ['to', 'token', 'token-file'],
    load: async () => (await import('./cli/send.ts')).send,
  },
  run: {
    operands: { least: 2, needs: 'a NAME and a COMMAND, as in telltale run nightly -- ./backup.sh' },
    options: ['to', 'token', 'token-file'],
    load: async () => (await import('./cli/run-job.ts')).runJob,
  },
  host: {
    options: ['to', 'token', 'token-file', 'name'],
    load: async () => (await import('./cli/host-command.ts')).hostCommand,
  },
  top: {
    options: ['to', 'token', 'token-file', 'dashboard', 'range'],
    load: async () => (await import('./cli/top-command.ts')).topCommand,
  },
  tail: {
    operands: { least: 0, needs: 'nothing' },
    options: ['to', 'token', 'token-file', 'level', 'grep', 'label', 'last', 'json'],
    load: async () => (await import('./cli/tail-command.ts')).tailCommand,
  },
};

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  switch (command.kind) {
    case 'help':
      return say(helpText());
    case 'version':
      return say(version);
    case 'problem':
      return complain(`${command.sentence}\n\n${helpText()}`);
    case 'run':
      return refuse(command) ?? (await run(command));
  }
}

type Run = Extract<ReturnType<typeof readCommand>, { kind: 'run' }>;

/** The exit code, when it cannot be run and that was said. */
function refuse({ name, operands, options }: Run): number | undefined {
  const tooOld = refuseOldNode(process.versions.node);
  if (tooOld) return complain(tooOld);
  const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!entry || operands.length > mostOperands(entry))
    return complain(`There is no command "${[name, ...operands].join(' ')}".\n\n${helpText()}`);
  if (operands.length < (entry.operands?.least ?? 0)) return complain(`"${name}" needs ${entry.operands!.needs}.`);
  if ((entry.file === 'required' || entry.file === 'many') && operands.length === 0)
    return complain(`"${name}" needs a FILE.\n\n${helpText()}`);
  const unknown = Object.keys(options).find(option => !entry.options?.some(known => known === option));
  if (unknown) return complain(`"${name}" knows no --${unknown}.\n\n${helpText()}`);
  return undefined;
}

function mostOperands({ file, operands }: CommandEntry): number {
  if (operands || file === 'many') return Number.POSITIVE_INFINITY;
  return file ? 1 : 0;
}

async function run({
  name,
  operands,
  options: { force, label, json, replace, copy, ...options },
}: Run): Promise<number> {
  const settings = parseConfig();
  if ('problems' in settings)
    return complain(`Telltale did not start:\n${settings.problems.map(p => `  ${p}`).join('\n')}`);
  const command = await COMMANDS[name]!.load();
  return command(settings.config, {
    ...{ file: operands[0] ?? '-', operands, options },
    ...{ isForced: force ?? false, labels: label ?? [], isJson: json ?? false },
    ...{ mayReplace: replace ?? false, isCopy: copy ?? false },
  });
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 1;
}

process.exitCode = await main();
