import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Guard } from '../auth/guard.ts';
import type { PatternRouter } from '../http/router.ts';
import { routes } from '../routes.ts';
import { type OwnState, ownFamilies } from './own-families.ts';
import { writeFamilies } from './write-families.ts';

export interface ExpositionOptions {
  readonly guard: Guard;
  readonly stateOf: () => Promise<Omit<OwnState, 'loopDelay'>>;
}

const RESOLUTION_MS = 10;

/** This server's own metrics for a Prometheus that scrapes it with a read token. */
export function mountExposition(router: PatternRouter, { guard, stateOf }: ExpositionOptions): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const takeDelay = () => {
    const taken = { maxSeconds: toSeconds(delay.max), p99Seconds: toSeconds(delay.percentile(99)) };
    delay.reset();
    return taken;
  };
  router.on(routes.metrics, {
    GET: guard.read(async () => {
      const text = writeFamilies(ownFamilies({ ...(await stateOf()), loopDelay: takeDelay() }));
      return new Response(text, { headers: { 'Content-Type': TEXT, 'Cache-Control': 'no-store' } });
    }),
  });
}

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/** Its sleep is measured too, so the resolution is taken off. */
function toSeconds(delayNs: number): number {
  return Number(Math.max(0, delayNs / 1e9 - RESOLUTION_MS / 1000).toFixed(6));
}
