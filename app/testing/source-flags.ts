import { join } from 'node:path';
import { packageRoot } from '../package-root.ts';

/** What Node is told so that it runs a source as it is, in a process of its own. */
export const sourceFlags: readonly string[] = ['--import', join(packageRoot, 'load-typescript.js')];
