import { z } from 'zod';
import { placed } from './placed.ts';
import { Topics } from './topics.ts';

/** The newest events of topics. */
export const EventsPanel = z.strictObject({ ...placed, kind: z.literal('events'), topics: Topics.min(1) });
