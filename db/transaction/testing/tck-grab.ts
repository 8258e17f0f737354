/** What `fn` throws, else what it gives. */
export function grab(fn: () => unknown): unknown {
  try {
    return fn();
  } catch (error) {
    return error;
  }
}
