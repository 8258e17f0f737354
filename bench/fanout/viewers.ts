import { openSockets } from './open-sockets.ts';

/** What a crowd of viewers has got since it was asked last. */
export interface Taken {
  /** By all of them. */
  readonly events: number;
  readonly bytes: number;
  /** From the moment when each event was due until a viewer had it; of some viewers, all events. */
  readonly lagsMs: readonly number[];
  /** Events that one of those missed, or got twice, or late behind a later one. */
  readonly wrong: number;
}

export interface Viewers {
  take(): Taken;
  close(): void;
}

/**
 * Of so many viewers each event is looked at; the others only count bytes, so that we are not what is measured. They are spread over the
 * crowd, as who came first is often served first.
 */
const LOOKED_AT = 20;
const STAMP = /(?<=^data: "?)(\d{10}) (\d{13})/gm;

/** The text of an event: its number, when it is due (ms since 1970), and as many letters as make `bytes` of it. */
export function eventText(seq: number, dueMs: number, bytes: number): string {
  return `${String(seq).padStart(10, '0')} ${Math.round(dueMs)} `.padEnd(bytes, 'x');
}

/** Opens `count` event streams, each over a connection of its own. */
export async function openViewers(port: number, path: string, count: number): Promise<Viewers> {
  let bytes = 0;
  const lookers = Array.from({ length: Math.min(LOOKED_AT, count) }, () => new Looker());
  const byViewer = new Map(lookers.map((looker, at) => [Math.floor(((at + 1) * count) / lookers.length) - 1, looker]));
  const onBytes = (viewer: number, read: Buffer) => {
    bytes += read.length;
    byViewer.get(viewer)?.read(read.toString('latin1'));
  };
  const sockets = await openSockets({ port, path, count, onBytes });
  return {
    take() {
      const looked = lookers.map(looker => looker.take());
      const events = looked.reduce((sum, each) => sum + each.events, 0);
      const lookedBytes = looked.reduce((sum, each) => sum + each.bytes, 0);
      const taken = {
        // All get the same frames: as many events for as many bytes.
        events: lookedBytes === 0 ? 0 : (events * bytes) / lookedBytes,
        ...{ bytes, lagsMs: looked.flatMap(each => each.lagsMs) },
        wrong: looked.reduce((sum, each) => sum + each.wrong, 0),
      };
      bytes = 0;
      return taken;
    },
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** One viewer whose events are read. */
class Looker {
  #rest = '';
  #seq: number | undefined;
  #taken = { events: 0, bytes: 0, lagsMs: [] as number[], wrong: 0 };

  read(text: string): void {
    const now = Date.now();
    this.#taken.bytes += text.length;
    const all = this.#rest + text;
    const end = all.lastIndexOf('\n\n') + 2;
    this.#rest = end < 2 ? all : all.slice(end);
    for (const [, seq, dueMs] of end < 2 ? [] : all.slice(0, end).matchAll(STAMP)) {
      if (this.#seq !== undefined && Number(seq) !== this.#seq + 1) this.#taken.wrong++;
      this.#seq = Number(seq);
      this.#taken.events++;
      this.#taken.lagsMs.push(now - Number(dueMs));
    }
  }

  take() {
    const taken = this.#taken;
    this.#taken = { events: 0, bytes: 0, lagsMs: [], wrong: 0 };
    return taken;
  }
}
