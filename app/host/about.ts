import os from 'node:os';
import { version } from '../version.ts';
import type { Source } from './gauge.ts';

/** What the machine is and which Telltale tells of it, as labels of a reading that is always 1. */
export const about = (): Source => ({
  name: 'about',
  everyMs: 60_000,
  read: async () => [
    { metric: 'host_info', value: 1, unit: '', labels: { system: `${os.type()} ${os.release()}`, version } },
  ],
});
