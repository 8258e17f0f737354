import { formatDuration } from '../../components/format/format-duration.ts';
import { formatValueText } from '../../components/format/format-value.ts';
import type { HostLinkEvents } from './host-link.ts';
import { QUEUE_BOUNDS } from './host-queue.ts';

const BOUNDS = `${formatDuration(QUEUE_BOUNDS.keepMs)} or ${formatValueText(QUEUE_BOUNDS.keepBytes, 'bytes')}`;

/** What the terminal says while readings are sent to `server`. */
export function hostWords(server: string, say: (sentence: string) => void): HostLinkEvents {
  return {
    onConnected(downMs, waiting) {
      if (downMs === undefined) say(`Connected to ${server}.`);
      else say(`Connected again after ${formatDuration(downMs)}; sends the ${seconds(waiting)} that waited.`);
    },
    onCaughtUp: sent => say(`Caught up: ${seconds(sent)} sent, oldest first.`),
    onLost: (why, isFirst) =>
      say(
        `${isFirst ? 'Cannot reach' : 'Lost'} ${server}: ${endOf(why)} Goes on reading, keeps up to ${BOUNDS}, and tries again.`,
      ),
    onRefusedReadings: (count, why) => say(`The server refuses ${count} of the readings: ${endOf(why)}`),
    onGivenUp: () => say(`More than ${BOUNDS} wait: the oldest readings are given up.`),
  };
}

/** Each moment is a second. */
function seconds(moments: number): string {
  return `${moments} ${moments === 1 ? 'second' : 'seconds'} of readings`;
}

/** A sentence, which may have its full stop already. */
function endOf(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
