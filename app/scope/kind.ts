import type { Fn } from './contract.ts';

export type Kind = 'sync' | 'async' | 'generator';

const AsyncFunction = (async () => {}).constructor;
const GeneratorFunction = function* () {}.constructor;
const AsyncGeneratorFunction = async function* () {}.constructor;

/**
 * How `fn` gives its result, decided before it is called: after the call it would be too late to have waited for the resource.
 * Throws TypeError for sync generator functions, which could hold a resource for ever without anybody noticing.
 */
export function kindOf(fn: Fn, declared?: 'sync' | 'async'): Kind {
  if (fn instanceof AsyncGeneratorFunction) return 'generator';
  if (fn instanceof GeneratorFunction) {
    throw new TypeError(
      `"${fn.name}" is a sync generator function. Make it an async generator, or collect into an array.`,
    );
  }
  return declared ?? (fn instanceof AsyncFunction ? 'async' : 'sync');
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return isObject && 'then' in value && typeof value.then === 'function';
}
