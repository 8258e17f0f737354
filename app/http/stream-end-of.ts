import type { PumpOutcome } from '../stream/pump.ts';
import type { StreamEnd } from './metering/stream-counts.ts';

/** How a stream that was pumped is counted. The end of what is read is no wish of the one who reads. */
export function streamEndOf(reason: PumpOutcome['reason']): StreamEnd {
  switch (reason) {
    case 'end':
      return 'over';
    case 'stalled':
      return 'stalled';
    case 'error':
      return 'failed';
    case 'client-closed':
    case 'aborted':
      return 'left';
  }
}
