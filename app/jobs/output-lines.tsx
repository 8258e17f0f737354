import { clockTime } from '../../components/format/clock-time.ts';
import { Time } from '../../components/time.tsx';

export interface OutputLinesProps {
  readonly lines: readonly { readonly number: number; readonly atMs: number; readonly text: string }[];
  readonly timeZone: string;
  /** All of it, rather than in a window that scrolls. */
  readonly isWhole?: boolean;
}

/** Oldest first. A window that scrolls can be reached and moved by keys. */
export function OutputLines({ lines, timeZone, isWhole = false }: OutputLinesProps) {
  return (
    <ol
      class={isWhole ? 'job-output job-output--page' : 'job-output'}
      aria-label="Output"
      tabindex={isWhole ? undefined : 0}
      data-tail={isWhole ? undefined : ''}
    >
      {lines.map(({ number, atMs, text }) => (
        <li class="job-output__line" id={`line-${number}`}>
          <Time iso={new Date(atMs).toISOString()} words={clockTime(atMs, timeZone, 'seconds')} />
          <span>{text}</span>
        </li>
      ))}
    </ol>
  );
}
