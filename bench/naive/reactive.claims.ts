import { streamTck } from '../../app/stream/reactive.tck.ts';
import { createQueuePerSubscriber } from './reactive.ts';

/** The whole suite over the queue per subscriber. */
export default streamTck(createQueuePerSubscriber);
