import type { Config } from '../config.ts';
import { importBoards } from './boards/import-boards.ts';
import { importReadings } from './import-readings.ts';
import type { CommandLine } from './read-command.ts';

/** `telltale import`: dashboards from files that end in .json, or with `--format dashboard`; else readings. */
export function importCommand(config: Config, line: CommandLine): Promise<number> {
  const { operands, options, mayReplace, isCopy } = line;
  const format = options.format ?? (operands.every(file => /\.json$/i.test(file)) ? 'dashboard' : undefined);
  if (format === 'dashboard') return importBoards(config, line);
  if (operands.length > 1)
    return refuse('Import readings from one FILE at a time, and dashboards from files that end in .json.');
  if (mayReplace || isCopy)
    return refuse('--replace and --copy are for dashboards: their files end in .json, or say --format dashboard.');
  if (options['token-file'] !== undefined) return refuse('Readings are imported with --token or TELLTALE_TOKEN.');
  return importReadings(config, line);
}

async function refuse(sentence: string): Promise<number> {
  process.stderr.write(`${sentence}\n`);
  return 1;
}
