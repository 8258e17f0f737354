/**
 * Loaded before anything else into every thread of a server (`node --import`): from then on its work is counted, where it is done. SQL by
 * the hook that the driver has for it; the rest by standing before the functions that do it.
 */
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads';
import zlib from 'node:zlib';
import { jsx } from 'hono/jsx/jsx-runtime';
import { Evaluation } from '../../promql/eval/evaluation.ts';
import { COUNTED, type WorkCounts } from './work-counts.ts';

/** Under which the threads of a process find the memory that they share. */
const KEY = 'work counts';

if (isMainThread)
  setEnvironmentData(KEY, new SharedArrayBuffer(COUNTED.length * Int32Array.BYTES_PER_ELEMENT) as never);
const counts = new Int32Array(getEnvironmentData(KEY) as unknown as SharedArrayBuffer);

export function countWork(what: keyof WorkCounts): void {
  Atomics.add(counts, COUNTED.indexOf(what), 1);
}

/** Of all threads, so far. */
export function readWorkCounts(): WorkCounts {
  return Object.fromEntries(COUNTED.map((what, at) => [what, Atomics.load(counts, at)])) as unknown as WorkCounts;
}

/** Counts the calls of a method, however it is called from now on. */
function countCalls<Name extends string>(
  owner: Record<Name, (...args: never[]) => unknown>,
  name: Name,
  what: keyof WorkCounts,
): void {
  const method = owner[name];
  owner[name] = function (this: unknown, ...args) {
    countWork(what);
    return Reflect.apply(method, this, args);
  };
}

function countStatements(): void {
  const driver = new URL('counting-driver.ts', import.meta.url).href;
  registerHooks({
    resolve(specifier, context, next) {
      const isForUs = specifier !== 'better-sqlite3' || context.parentURL === driver;
      return isForUs ? next(specifier, context) : { url: driver, format: 'module', shortCircuit: true };
    },
  });
}

/** Of an element, of a component and of a fragment: each kind draws in its own way. */
function countElements(): void {
  const kinds = ['p', () => null, ''].map(tag => Object.getPrototypeOf(jsx(tag as string, {})));
  for (const kind of new Set(kinds)) countCalls(kind, 'toStringToBuffer', 'renders');
}

countStatements();
countElements();
countCalls(Evaluation.prototype, 'evaluate', 'evaluations');
countCalls(Evaluation.prototype, 'windows', 'evaluations');
countCalls(zlib as never, 'deflateRawSync', 'compressions');
syncBuiltinESMExports();
