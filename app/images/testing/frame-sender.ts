import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** A camera: an endless body of pictures. */
export interface FrameSender {
  send(bytes: Uint8Array): void;
  /** Ends the body and gives the answer. */
  end(): Promise<FrameAnswer>;
  /** The answer, also where the server ends it. */
  readonly answer: Promise<FrameAnswer>;
  /** Goes without a word. */
  destroy(): void;
}

export interface FrameAnswer {
  readonly status: number;
  readonly text: string;
}

export function openFrameSender(url: string, headers: Readonly<Record<string, string>> = {}): FrameSender {
  const put: ClientRequest = request(url, { method: 'PUT', headers });
  put.on('error', () => {}); // who asks for the answer is told
  const answer = once(put, 'response').then(async ([response]) => ({
    status: response.statusCode as number,
    text: await text(response),
  }));
  answer.catch(() => {});
  return {
    answer,
    send: bytes => void put.write(bytes),
    end() {
      put.end();
      return answer;
    },
    destroy: () => void put.destroy(),
  };
}
