import { RefusedError } from '../backup/refused-error.ts';
import { wantsColour } from '../config/wants-colour.ts';
import type { Config } from '../config.ts';
import type { CommandLine } from './read-command.ts';
import { readTarget } from './target.ts';
import { findBoards } from './top-boards.ts';
import { fetchText } from './top-fetch.ts';
import { runTop, type TopOptions } from './top-run.ts';
import { openTerminal } from './top-terminal.ts';

/** A terminal that does not say how wide it is, and a file. */
const DEFAULT_COLUMNS = 80;

/** `telltale top`: a dashboard in the terminal, live; printed once where there is no terminal. */
export async function topCommand(config: Config, { options }: CommandLine): Promise<number> {
  try {
    if (options.token !== undefined) process.title = 'telltale top';
    const target = readTarget(options, config);
    const boards = await findBoards(target, options.dashboard);
    const range = options.range ?? '';
    const { isTTY, columns = DEFAULT_COLUMNS } = process.stdout;
    if (!isTTY || !process.stdin.isTTY) {
      process.stdout.write(await fetchText(target, boards.list[boards.at]!, { columns, range }));
      return 0;
    }
    return await runInTerminal({ target, boards, range, hasColour: wantsColour() });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function runInTerminal(options: Pick<TopOptions, 'target' | 'boards' | 'range' | 'hasColour'>): Promise<number> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort());
  const terminal = openTerminal();
  try {
    await runTop({ ...options, terminal, signal: stopping.signal });
    return 0;
  } finally {
    terminal.close();
  }
}
