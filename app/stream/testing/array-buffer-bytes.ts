import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

/** Memory of all array buffers that somebody still holds. */
export function arrayBufferBytes(): number {
  // What one round finds is given back during the next.
  for (let round = 0; round < 3; round++) collect();
  return process.memoryUsage().arrayBuffers;
}
