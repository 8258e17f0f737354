/** What was not done, why, and what to do: a sentence for whoever sits at the terminal. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}
