import { getPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { giveWay } from '../give-way.ts';

const before = getPriority();
giveWay();
parentPort!.postMessage({ before, after: getPriority() });
