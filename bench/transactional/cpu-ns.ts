const ROUNDS = 15;

/** CPU time of one call of `work`, nanoseconds: the best of many rounds, so that a busy machine disturbs it little. */
export function cpuNs(calls: number, work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (let call = 0; call < calls; call++) work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, ((user + system) * 1000) / calls);
  }
  return best;
}
