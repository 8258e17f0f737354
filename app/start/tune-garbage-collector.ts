import { setFlagsFromString } from 'node:v8';

/** The first version whose V8 knows the flag; an older one would complain. */
const FIRST_NODE_MAJOR = 24;

/**
 * Has the collector weigh memory outside of its heap, such as the chunks that requests come in, against all memory in
 * use. By its own measure some 8 MB of them since the last time are enough for it to walk the whole heap: fifty times for
 * 400 MB of readings, a sixth of all that it costs to take them in (`npm run bench history`). For all threads; call it
 * before they start.
 */
export function tuneGarbageCollector(): void {
  if (Number.parseInt(process.versions.node, 10) >= FIRST_NODE_MAJOR) {
    setFlagsFromString('--external-memory-accounted-in-global-limit');
  }
}
