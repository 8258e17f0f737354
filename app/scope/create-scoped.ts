import type { Call, Fn, ScopeOptions } from './contract.ts';
import { kindOf } from './kind.ts';
import type { OpenScope } from './open-scope.ts';
import type { ScopeRunner } from './scope-runner.ts';

/** Makes what one call asks for, out of its `this` and arguments; made once for each wrapped function. */
export type PrepareCall<C extends Call> = (self: unknown, args: readonly unknown[]) => C;

export interface Scoping<S extends OpenScope<unknown>, C extends Call, Options> {
  /** Of the object itself, for error texts. */
  readonly name: string;
  readonly runner: ScopeRunner<S, C>;
  readonly prepare: (label: string, options: Options) => PrepareCall<C>;
}

/**
 * The object that puts functions into scopes: wrapper, standard method decorator, decorator with options, `run`, `current` and
 * `detach`. Its callers give it their own type, as the types of overloads cannot be inferred.
 */
export function createScoped<S extends OpenScope<unknown>, C extends Call, Options extends ScopeOptions>({
  name,
  runner,
  prepare,
}: Scoping<S, C, Options>) {
  function wrap(fn: Fn, options: Options, label: string) {
    const kind = kindOf(fn, options.kind);
    const prepareCall = prepare(label, options);
    const wrapped = function (this: unknown, ...args: unknown[]) {
      return runner.run(kind, prepareCall(this, args), () => fn.apply(this, args));
    };
    return Object.defineProperties(wrapped, {
      name: { value: label, configurable: true },
      length: { value: fn.length, configurable: true },
    });
  }

  function decorate(method: Fn, context: ClassMethodDecoratorContext, options: Options) {
    if (context.kind !== 'method') throw new TypeError(`${name} decorates methods, not a ${context.kind}.`);
    return wrap(method, options, String(context.name));
  }

  function decorator(options: Options, second: unknown) {
    if (second !== undefined) {
      throw new TypeError(`${name} is a standard decorator: turn experimentalDecorators off.`);
    }
    return (method: Fn, context: ClassMethodDecoratorContext) => decorate(method, context, options);
  }

  function scoped(first: Fn | Options, second?: Options | ClassMethodDecoratorContext) {
    if (typeof first !== 'function') return decorator(first, second);
    if (isDecoratorContext(second)) return decorate(first, second, {} as Options);
    return wrap(first, second ?? ({} as Options), first.name);
  }

  return Object.assign(scoped, {
    run: (fn: (scope: S) => unknown, options: Options = {} as Options, ...args: readonly unknown[]) =>
      runner.run(kindOf(fn, options.kind), prepare(fn.name, options)(undefined, args), fn),
    current: () => runner.current(),
    detach: <R>(fn: () => R) => runner.detach(fn),
  });
}

function isDecoratorContext(value: object | undefined): value is ClassMethodDecoratorContext {
  return value !== undefined && 'addInitializer' in value;
}
