import type { Config } from '../config.ts';
import { exportBoard } from './boards/export-board.ts';
import { exportReadings } from './export-readings.ts';
import type { CommandLine } from './read-command.ts';

/** `telltale export`: readings, or with `--dashboard` one of those. */
export function exportCommand(config: Config, line: CommandLine): Promise<number> {
  return line.options.dashboard === undefined ? exportReadings(config, line) : exportBoard(config, line);
}
