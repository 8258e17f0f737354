import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';
import { sourceFlags } from './source-flags.ts';

const { scripts } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
  scripts: { start: string };
};

/** What Node is told by `npm start`, so that a server of a test has the memory that a real one has. */
export const startFlags: readonly string[] = [...(scripts.start.match(/--max-\S+/g) ?? []), ...sourceFlags];
