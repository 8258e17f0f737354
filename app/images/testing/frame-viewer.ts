import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/** Somebody who looks at frames as a browser does, and counts them. */
export interface FrameViewer {
  readonly status: number;
  readonly type: string;
  /** The pictures that came whole, unless they are only counted. */
  readonly frames: readonly Buffer[];
  readonly count: number;
  /** Resolves when so many have come. */
  until(count: number): Promise<void>;
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  pause(): void;
  resume(): void;
  destroy(): void;
}

export interface FrameViewerOptions {
  readonly keeps?: boolean;
  /** Called with each one as it comes; its bytes are valid until the call is over. */
  readonly onFrame?: (frame: Buffer) => void;
}

export async function openFrameViewer(
  url: string,
  headers: Readonly<Record<string, string>>,
  { keeps = true, onFrame = () => {} }: FrameViewerOptions = {},
): Promise<FrameViewer> {
  const asked = get(url, { headers, agent: false });
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const frames: Buffer[] = [];
  let count = 0;
  let rest = Buffer.alloc(0);
  let wake = () => {};
  response.on('data', (piece: Buffer) => {
    rest = Buffer.concat([rest, piece]);
    for (let frame = take(); frame; frame = take()) {
      count++;
      onFrame(frame);
      if (keeps) frames.push(Buffer.from(frame));
    }
    wake();
  });
  response.on('error', () => {}); // it was ended here

  /** The next part, when it is whole. */
  const take = (): Buffer | undefined => {
    const headEnd = rest.indexOf('\r\n\r\n');
    if (headEnd < 0) return undefined;
    const size = Number(/content-length: (\d+)/i.exec(rest.subarray(0, headEnd).toString('latin1'))![1]);
    const end = headEnd + 4 + size;
    if (rest.length < end) return undefined;
    const frame = rest.subarray(headEnd + 4, end);
    rest = rest.subarray(end);
    return frame;
  };

  return {
    status: response.statusCode!,
    type: response.headers['content-type'] ?? '',
    frames,
    get count() {
      return count;
    },
    async until(wanted) {
      while (count < wanted)
        await new Promise<void>(resolve => {
          wake = resolve;
        });
    },
    ended: new Promise(resolve => void response.once('close', resolve)),
    pause: () => void response.pause(),
    resume: () => void response.resume(),
    destroy: () => void response.destroy(),
  };
}
