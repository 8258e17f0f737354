/**
 * Many handlers that write at once, each two rows: the obvious ways beside ours, in one process, each on a file of its own.
 * A row is lost when its handler was told that it is kept and it is not there; foreign when it is there although its handler
 * failed (every twentieth does, after its first row). Then what the guard of each statement costs beside plain drizzle, and
 * what a nested call costs.
 *
 *     npm run bench transactional
 */
import { benchNested } from './transactional/nested.ts';
import { benchStatements } from './transactional/statements.ts';
import { benchWriters } from './transactional/writers.ts';

await benchWriters('NORMAL');
await benchWriters('FULL');
benchStatements();
benchNested();
