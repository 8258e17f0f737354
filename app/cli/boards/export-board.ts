import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { RefusedError } from '../../backup/refused-error.ts';
import { requireFree } from '../../backup/require-free.ts';
import type { Config } from '../../config.ts';
import { routes } from '../../routes.ts';
import type { CommandLine } from '../read-command.ts';
import { runAbortable } from '../run-abortable.ts';
import { readTarget } from '../target.ts';
import { fetchForTop } from '../top-fetch.ts';

const OF_READINGS = ['format', 'from', 'metric'] as const;

/** `telltale export --dashboard kitchen [FILE]`: a dashboard of a server that runs, as a file. */
export function exportBoard(config: Config, { file, isForced, options }: CommandLine): Promise<number> {
  return runAbortable(async () => {
    const strange = OF_READINGS.find(name => options[name] !== undefined);
    if (strange) throw new RefusedError(`--${strange} is for readings, and --dashboard exports none.`);
    const slug = options.dashboard!;
    if (!/^[a-z0-9][a-z0-9_-]*$/.test(slug))
      throw new RefusedError(`--dashboard ${slug}: write the name in its address, such as this-machine.`);
    if (file !== '-' && !isForced) requireFree(file);
    const target = readTarget(options, config);
    // A refusal should be a sentence; the file is the same whatever is accepted.
    const text = await (await fetchForTop(target, routes.dashboardFile.href({ slug }), 'text/plain')).text();
    if (file !== '-') writeWhole(file, text);
    else process.stdout.write(text);
    return file === '-' ? '' : `Exported ${slug} to ${file}.`;
  });
}

/** A file by that name is whole, or what it was. */
function writeWhole(file: string, text: string): void {
  const part = `${file}.part`;
  try {
    writeFileSync(part, text, { flush: true });
    renameSync(part, file);
  } finally {
    rmSync(part, { force: true });
  }
}
