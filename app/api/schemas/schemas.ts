import { dashboardSchemas } from './dashboard-schemas.ts';
import { eventSchemas } from './event-schemas.ts';
import { imageSchemas } from './image-schemas.ts';
import { jobSchemas } from './job-schemas.ts';
import { logSchemas } from './log-schemas.ts';
import { lookingSchemas } from './looking-schemas.ts';
import { prometheusSchemas } from './prometheus-schemas.ts';
import { sendingSchemas } from './sending-schemas.ts';

/** Every body that has a name, under which the document tells it once. */
export const schemas = {
  ...sendingSchemas,
  ...lookingSchemas,
  ...dashboardSchemas,
  ...prometheusSchemas,
  ...eventSchemas,
  ...jobSchemas,
  ...logSchemas,
  ...imageSchemas,
} as const;
