import { routes } from '../../routes.ts';
import type { Sends } from '../kinds/control.ts';

export interface ListenLine {
  readonly words: string;
  readonly code: string;
}

/** How a device hears of a press, as a line to copy; the address of this server goes before it. */
export function listenLine(sends: Sends): ListenLine {
  switch (sends.to) {
    case 'event':
      return {
        words: 'A device listens by',
        code: `curl -N …${routes.eventStream.href({ topic: sends.topic, form: 'raw' })}`,
      };
    case 'series':
      return { words: `A device listens at ${routes.socketOut.href()} to`, code: sends.series };
    case 'webhook':
      return { words: 'It is posted to', code: new URL(sends.url).host };
  }
}
