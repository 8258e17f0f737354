import { test } from 'node:test';

/** What a claim needs of whoever runs it: a place for what must be undone afterwards. */
export interface ClaimContext {
  after(undo: () => unknown): void;
}

/** One claim of a conformance suite, bound to no test runner. */
export interface Claim {
  /** Begins with the number of the invariant: `B1 every reader gets the bytes that were appended`. */
  readonly name: string;
  /** Rejects when the claim does not hold. */
  run(context: ClaimContext): void | Promise<void>;
}

/** Registers a test for each claim. */
export function testClaims(subject: string, claims: readonly Claim[]): void {
  for (const { name, run } of claims) test(`${subject}: ${name}`, context => run(context));
}
