import { z } from 'zod';
import { topicProblem } from '../../events/kept/topic-name.ts';

const MAX_TOPICS = 10;

/** Topics of events. */
export const Topics = z
  .array(z.string().refine(name => topicProblem(name) === undefined, 'a topic has 1 to 64 letters, digits, - and _'))
  .max(MAX_TOPICS);
