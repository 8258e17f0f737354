import type { Topic } from './topic.ts';
import { events } from './topics/events.ts';
import { images } from './topics/images.ts';
import { jobs } from './topics/jobs.ts';
import { log } from './topics/log.ts';
import { promql } from './topics/promql.ts';
import { readings } from './topics/readings.ts';

/** Everything that can be followed over a web socket, by the word for it: one line each. */
export const topics: Readonly<Record<string, Topic>> = { events, images, jobs, log, promql, readings };
