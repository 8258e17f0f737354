import type { AsyncLocalStorage } from 'node:async_hooks';
import type { Call } from './contract.ts';
import { GeneratorStoppedError } from './errors.ts';
import type { OpenScope } from './open-scope.ts';
import { type Cancels, watchHold } from './watch-hold.ts';

/**
 * An async generator whose body runs in one scope, whoever calls `next` from wherever. `open` is called at the first `next`;
 * running to the end keeps the work; `return`, `throw`, an error or a cancelled scope undoes it.
 */
export async function* generate<S extends OpenScope<unknown>, T, R, N>(
  storage: AsyncLocalStorage<S | undefined>,
  cancels: Cancels,
  call: Call,
  open: () => Promise<S>,
  start: (scope: S) => AsyncGenerator<T, R, N>,
): AsyncGenerator<T, R, N> {
  const scope = await open();
  const takeStep = createSteps(storage, cancels, call, scope, start);
  let hasEnded = false;
  try {
    let result = await takeStep(body => body.next());
    while (!result.done) result = await takeStep(yield* askConsumer<T, R, N>(scope, result.value));
    hasEnded = true;
    await scope.complete();
    return result.value;
  } catch (error) {
    hasEnded = true;
    throw await scope.fail(error);
  } finally {
    if (!hasEnded) await abandon(scope, takeStep); // return() ends a generator here, without an error
  }
}

type Step<T, R, N> = (body: AsyncGenerator<T, R, N>) => Promise<IteratorResult<T, R>>;

/** Runs one step of the body in its scope. Rejects when the scope is cancelled meanwhile or was before. */
type TakeStep<T, R, N> = (step: Step<T, R, N>) => Promise<IteratorResult<T, R>>;

function createSteps<S extends OpenScope<unknown>, T, R, N>(
  storage: AsyncLocalStorage<S | undefined>,
  cancels: Cancels,
  call: Call,
  scope: S,
  start: (scope: S) => AsyncGenerator<T, R, N>,
): TakeStep<T, R, N> {
  let body: AsyncGenerator<T, R, N> | undefined;
  let cancelled: { readonly error: unknown } | undefined;
  let interrupt = (_error: unknown) => {};
  watchHold(scope, call, cancels, error => {
    cancelled = { error };
    interrupt(error);
    // Lets the body run its finally blocks. What it does there is refused; the consumer gets the error above.
    if (body) storage.run(scope, stopBody<T, R, N>, body).catch(() => {});
  });
  return step =>
    new Promise((resolve, reject) => {
      if (cancelled) throw cancelled.error;
      interrupt = reject;
      body ??= storage.run(scope, start, scope);
      storage.run(scope, step, body).then(resolve, reject);
    });
}

/** Hands a value out and gives the step that the consumer wants next. Its `throw` dooms the scope, even if the body catches it. */
async function* askConsumer<T, R, N>(scope: OpenScope<unknown>, value: T): AsyncGenerator<T, Step<T, R, N>, N> {
  try {
    const sent = yield value;
    return body => body.next(sent);
  } catch (error) {
    scope.setRollbackOnly(error);
    return body => body.throw(error);
  }
}

async function abandon<T, R, N>(scope: OpenScope<unknown>, takeStep: TakeStep<T, R, N>): Promise<void> {
  const cause = new GeneratorStoppedError(scope.label);
  await takeStep(stopBody).catch(async error => {
    throw await scope.fail(error);
  });
  const error = await scope.fail(cause);
  if (error !== cause) throw error;
}

function stopBody<T, R, N>(body: AsyncGenerator<T, R, N>): Promise<IteratorResult<T, R>> {
  return body.return(undefined as R);
}
