import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { ClaimContext } from '../../../app/testing/claim.ts';

/** A process that has the write lock of the file until its input ends. */
export async function lockFromOtherProcess(context: ClaimContext, path: string): Promise<ChildProcess> {
  const child = run(
    context,
    `const db = new (require('better-sqlite3'))(${JSON.stringify(path)});
    db.exec('BEGIN IMMEDIATE');
    process.stdout.write('locked');
    process.stdin.on('end', () => db.exec('ROLLBACK')).resume();`,
  );
  await once(child.stdout!, 'data');
  return child;
}

export interface OtherReader {
  /** Whether the item is there, as another process sees it. */
  sees(name: string): Promise<boolean>;
}

/** A process that reads the file and answers one question after the other. */
export function readFromOtherProcess(context: ClaimContext, path: string): OtherReader {
  const child = run(
    context,
    `const db = new (require('better-sqlite3'))(${JSON.stringify(path)}, { readonly: true });
    const find = db.prepare('SELECT count(*) FROM item WHERE name = ?').pluck();
    require('node:readline').createInterface(process.stdin).on('line', name => console.log(find.get(name)));`,
  );
  const waiting: ((answer: string) => void)[] = [];
  createInterface(child.stdout!).on('line', answer => waiting.shift()!(answer));
  return {
    sees: async name => {
      const { promise, resolve } = Promise.withResolvers<string>();
      waiting.push(resolve);
      child.stdin!.write(`${name}\n`);
      return (await promise) === '1';
    },
  };
}

function run(context: ClaimContext, script: string): ChildProcess {
  const child = spawn(process.execPath, ['-e', script], {
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  context.after(() => child.kill());
  return child;
}
