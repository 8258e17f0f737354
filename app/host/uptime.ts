import { uptime as secondsUp } from 'node:os';
import type { Source } from './gauge.ts';

/** How long the machine has been running. */
export const uptime = (): Source => ({
  name: 'uptime',
  everyMs: 10_000,
  read: async () => [{ metric: 'host_uptime_seconds', value: Math.round(secondsUp()), unit: 'seconds' }],
});
