import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sourceFlags } from './source-flags.ts';

const script = fileURLToPath(new URL('./try-claims.ts', import.meta.url));

export interface Refusal {
  readonly tried: number;
  /** Names of the claims that do not hold. */
  readonly refused: readonly string[];
  /** Numbers of the invariants behind them, in order, each once: `B5`, `B9`. */
  readonly numbers: readonly string[];
}

/**
 * Which claims of a suite an implementation does not keep. `claims`: a module that exports the suite for it by default.
 * A claim that has not been settled within `patienceMs` counts as refused.
 */
export async function refusedClaims(claims: URL, patienceMs = 10_000): Promise<Refusal> {
  const args = [...sourceFlags, script, claims.href, String(patienceMs)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 });
  const { tried, refused } = JSON.parse(stdout) as Omit<Refusal, 'numbers'>;
  const numbers = new Set(refused.flatMap(name => name.match(/\b[A-EX]\d+\b/g) ?? []));
  return { tried, refused, numbers: [...numbers].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))) };
}
