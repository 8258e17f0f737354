import { unreachable } from '../../http/unreachable.ts';
import { EventRow } from './event-row.tsx';
import { ImageRow } from './image-row.tsx';
import { JobRow } from './job-row.tsx';
import { LogRow } from './log-row.tsx';
import { ReadingRow } from './reading-row.tsx';
import type { Signal } from './signal.ts';

export interface SignalRowProps<Of extends Signal = Signal> {
  readonly id: string;
  readonly signal: Of;
  /** Unit that a person gave to a series. */
  readonly unitOf: (key: string) => string | undefined;
  readonly nowMs: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** A signal of any kind as a row of the Inbox. */
export function SignalRow({ signal, ...rest }: SignalRowProps) {
  switch (signal.kind) {
    case 'reading':
      return <ReadingRow signal={signal} {...rest} />;
    case 'log':
      return <LogRow signal={signal} {...rest} />;
    case 'image':
      return <ImageRow signal={signal} {...rest} />;
    case 'job':
      return <JobRow signal={signal} {...rest} />;
    case 'event':
      return <EventRow signal={signal} {...rest} />;
    default:
      return unreachable(signal);
  }
}
