import { Script } from 'node:vm';

const PLACE = Symbol.for('telltale.watched');
const script = new Script("globalThis[Symbol.for('telltale.watched')]()");

/** Calls it, and throws `ERR_SCRIPT_EXECUTION_TIMEOUT` where it has not come back by itself: also out of a loop without an end. */
export function watched(call: () => void, timeoutMs: number): void {
  Object.assign(globalThis, { [PLACE]: call });
  try {
    script.runInThisContext({ timeout: timeoutMs });
  } finally {
    Reflect.deleteProperty(globalThis, PLACE);
  }
}
