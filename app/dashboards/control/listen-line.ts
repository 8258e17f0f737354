import { routes } from '../../routes.ts';
import type { Sends } from '../kinds/control.ts';

export interface ListenLine {
  readonly words: string;
  /** To paste into a terminal. */
  readonly code?: string;
}

/** Node has web sockets of its own since 22. */
const LISTEN =
  's = new WebSocket(process.argv[1]); s.onopen = () => s.send(process.argv[2]); s.onmessage = e => console.log(e.data)';

const TOKEN = { k: 'READ_TOKEN' };

/** How a device hears of a press. `origin` is where this server is reached. */
export function listenLine(sends: Sends, origin: string): ListenLine {
  switch (sends.to) {
    case 'event': {
      const path = routes.eventStream.href({ topic: sends.topic, form: 'raw' }, TOKEN);
      return { words: 'Nothing sent yet. A device listens by', code: `curl -N '${origin}${path}'` };
    }
    case 'series': {
      const ask = JSON.stringify({ type: 'subscribe', id: 'a', topic: 'readings', series: sends.series });
      const address = `${origin.replace(/^http/, 'ws')}${routes.socketOut.href({}, TOKEN)}`;
      const code = `node -e '${LISTEN}' '${address}' '${ask.replaceAll("'", "'\\''")}'`;
      return { words: 'Nothing sent yet. A device listens by', code };
    }
    case 'webhook':
      return { words: `Nothing sent yet. It is posted to ${new URL(sends.url).host}.` };
  }
}
