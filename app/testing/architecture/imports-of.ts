import { dirname, join } from 'node:path/posix';
import type { SourceFile } from './source-files.ts';

/** One file that takes something from another, both below the root. */
export interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

/** What a file imports from files of this repository, also what it hands on or loads later. */
export function importsOf({ path: from, text }: SourceFile): Import[] {
  const found = text.matchAll(/^(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+)'|import\('(\.[^']+)'\)/gm);
  return [...found].map(([, type, plain, dynamic]) => ({
    from,
    to: join(dirname(from), (plain ?? dynamic)!),
    isType: type !== undefined,
  }));
}
