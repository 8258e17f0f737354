import type { Section } from './endpoint.ts';
import { audit } from './sections/audit.ts';
import { dashboards } from './sections/dashboards.ts';
import { events } from './sections/events.ts';
import { foreign } from './sections/foreign.ts';
import { images } from './sections/images.ts';
import { influx } from './sections/influx.ts';
import { jobSection } from './sections/job-section.ts';
import { logs } from './sections/logs.ts';
import { looking } from './sections/looking.ts';
import { panels } from './sections/panels.ts';
import { prometheus } from './sections/prometheus.ts';
import { sending } from './sections/sending.ts';
import { state } from './sections/state.ts';

/** Everything that this server offers to programs, in the order in which it is told. */
export const sections: readonly Section[] = [
  sending,
  logs,
  images,
  events,
  jobSection,
  influx,
  foreign,
  looking,
  dashboards,
  panels,
  audit,
  prometheus,
  state,
];
