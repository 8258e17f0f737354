import { z } from 'zod';

/** Of a stream of logs, a picture or a job. */
export const SourceName = z.string().min(1).max(200);
