import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import { syncBuiltinESMExports } from 'node:module';
import { mock, test } from 'node:test';

// Counted before the sources are loaded, because a library takes hold of these functions when it is.
const spawns = (['execSync', 'execFileSync', 'spawnSync'] as const).map(name => mock.method(childProcess, name));
const { ChildProcess } = childProcess as unknown as { ChildProcess: { prototype: { spawn(): number } } };
spawns.push(mock.method(ChildProcess.prototype, 'spawn') as never);
syncBuiltinESMExports();
const { hostSources } = await import('./host-sources.ts');
const { libraryMachine } = await import('./library/library-machine.ts');

async function countSpawns(sources: ReturnType<typeof hostSources>): Promise<number> {
  for (const spawn of spawns) spawn.mock.resetCalls();
  for (let round = 0; round < 2; round++) await Promise.all(sources.map(source => source.read()));
  return spawns.reduce((sum, spawn) => sum + spawn.mock.callCount(), 0);
}

const skip = process.platform !== 'linux';

test('no child process is started on Linux, however often the sources are asked', { skip }, async () => {
  assert.equal(await countSpawns(hostSources()), 0);
});

test('a source that starts programs would be found out', { skip }, async () => {
  assert.ok((await countSpawns(hostSources(libraryMachine))) > 2);
});
