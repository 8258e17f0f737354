/**
 * `node --import ./load-typescript.js app/testing/try-claims.ts <module> <patience in ms>`: runs the claims that the module exports by default, one after the
 * other, and prints the names of those that do not hold, as JSON. A process of its own, because an implementation that fails may
 * also throw from timers, leave promises unhandled or never answer.
 */
import type { Claim, ClaimContext } from './claim.ts';

/** A claim that has not been settled by then counts as refused. */
const patienceMs = Number(process.argv[3]);

let failCurrent = (_error: unknown) => {};
process.on('uncaughtException', error => failCurrent(error));
process.on('unhandledRejection', error => failCurrent(error));

const { default: claims } = (await import(process.argv[2]!)) as { default: readonly Claim[] };
const refused: string[] = [];
for (const claim of claims) if (!(await holds(claim))) refused.push(claim.name);
process.stdout.write(JSON.stringify({ tried: claims.length, refused }), () => process.exit());

async function holds({ run }: Claim): Promise<boolean> {
  const undoing: (() => unknown)[] = [];
  const context: ClaimContext = { after: undo => void undoing.unshift(undo) };
  const { promise, resolve } = Promise.withResolvers<boolean>();
  failCurrent = () => resolve(false);
  const timer = setTimeout(resolve, patienceMs, false);
  Promise.resolve()
    .then(() => run(context))
    .then(() => resolve(true), failCurrent);
  const isKept = await promise;
  clearTimeout(timer);
  for (const undo of undoing) await Promise.resolve().then(undo).catch(failCurrent); // what it cannot undo is its own failure
  return isKept;
}
