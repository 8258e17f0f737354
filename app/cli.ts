#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { helpText } from './cli/help-text.ts';
import { refuseOldNode } from './cli/refuse-old-node.ts';
import { parseConfig } from './config.ts';
import { version } from './version.ts';

/** `telltale [command]`. Commands are loaded when they run: an old Node gets a sentence, not a crash of a native module. */
const COMMANDS = {
  serve: async () => (await import('./main.ts')).serve,
  'reset-password': async () => (await import('./cli/reset-password.ts')).resetPassword,
} as const;

async function main(): Promise<number> {
  const parsed = readArguments();
  if (typeof parsed === 'string') return complain(parsed);
  const { values, positionals } = parsed;
  if (values.help) return say(helpText());
  if (values.version) return say(version);
  const tooOld = refuseOldNode(process.versions.node);
  if (tooOld) return complain(tooOld);
  const [name = 'serve', ...rest] = positionals;
  if (!Object.hasOwn(COMMANDS, name) || rest.length > 0)
    return complain(`There is no command "${positionals.join(' ')}".\n\n${helpText()}`);
  const settings = parseConfig();
  if ('problems' in settings)
    return complain(`Telltale did not start:\n${settings.problems.map(p => `  ${p}`).join('\n')}`);
  const run = await COMMANDS[name as keyof typeof COMMANDS]();
  return run(settings.config);
}

function readArguments() {
  const options = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    return `${(error as Error).message}\n\n${helpText()}`;
  }
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
