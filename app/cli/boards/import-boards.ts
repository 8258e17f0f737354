import { RefusedError } from '../../backup/refused-error.ts';
import type { Config } from '../../config.ts';
import type { CommandLine } from '../read-command.ts';
import { runAbortable } from '../run-abortable.ts';
import { readTarget } from '../target.ts';
import { postBoard } from './post-board.ts';
import { readBoardText } from './read-board-text.ts';
import { tellOutcome } from './tell-outcome.ts';

/** The exit code where nothing is wrong, and another dashboard of that name was left as it is. */
const DIFFERS = 2;

/**
 * `telltale import DASHBOARD.json ...`: dashboards into a server that runs. Each file is taken or left for itself. The exit code is
 * 0 when all of them are there now, 1 when one could not be read or was refused, 2 when another one is in the way.
 */
export async function importBoards(
  config: Config,
  { operands, options, mayReplace, isCopy }: Pick<CommandLine, 'operands' | 'options' | 'mayReplace' | 'isCopy'>,
): Promise<number> {
  let worst = 0;
  const ended = await runAbortable(async ({ signal }) => {
    if (mayReplace && isCopy) throw new RefusedError('Write --replace or --copy, not both.');
    if (options.token !== undefined) process.title = 'telltale import';
    const target = readTarget(options, config);
    for (const file of operands) {
      const text = await readBoardText(file);
      const outcome = await postBoard(target, text, { mayReplace, isCopy, signal });
      process.stderr.write(tellOutcome(file === '-' ? 'standard input' : file, outcome, target.url));
      if (outcome.kind === 'broken') worst = 1;
      if (outcome.kind === 'differs' && worst === 0) worst = DIFFERS;
    }
    return '';
  }, 'Stopped. What was said to be there is there.');
  return ended === 0 ? worst : ended;
}
