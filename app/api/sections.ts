import type { Section } from './endpoint.ts';
import { influx } from './sections/influx.ts';
import { logs } from './sections/logs.ts';
import { looking } from './sections/looking.ts';
import { prometheus } from './sections/prometheus.ts';
import { sending } from './sections/sending.ts';
import { state } from './sections/state.ts';

/** Everything that this server offers to programs, in the order in which it is told. */
export const sections: readonly Section[] = [sending, influx, logs, looking, prometheus, state];
