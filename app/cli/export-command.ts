import type { Config } from '../config.ts';
import { exportBoard } from './boards/export-board.ts';
import { exportReadings } from './export-readings.ts';
import type { CommandLine } from './read-command.ts';

const OF_BOARDS = ['token', 'token-file'] as const;

/** `telltale export`: readings, or with `--dashboard` one of those. */
export async function exportCommand(config: Config, line: CommandLine): Promise<number> {
  if (line.options.dashboard !== undefined) return exportBoard(config, line);
  const strange = OF_BOARDS.find(name => line.options[name] !== undefined);
  if (!strange) return exportReadings(config, line);
  process.stderr.write(`--${strange} is for dashboards of a server: say which with --dashboard.\n`);
  return 1;
}
