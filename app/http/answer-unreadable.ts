import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';

interface Unreadable extends Error {
  readonly code?: string;
  /** What came, where it could not be read. */
  readonly rawPacket?: Buffer;
}

/** In which the head of a request has to be there, from the moment of the connection on. */
export const HEAD_MS = 20_000;

/** Answers what Node cannot read as a request: with a sentence, where Node says no more than its number. */
export function answerUnreadable(server: Server): void {
  server.on('clientError', (error: Unreadable, socket: Duplex) => {
    if (error.code === 'ERR_SSL_HTTP_REQUEST') return answerPlainly(socket);
    const answer = answerTo(error);
    const isFree = !(socket as { _httpMessage?: { headersSent: boolean } })._httpMessage?.headersSent;
    if (answer && socket.writable && isFree) socket.end(toResponse(answer));
    else socket.destroy();
  });
}

/** To who speaks http where https is spoken: in http, below the encryption that has not begun. */
function answerPlainly(socket: Duplex): void {
  const below = (socket as { _parent?: Duplex })._parent;
  below?.end(toResponse({ status: '400 Bad Request', sentence: 'This server speaks https: write https:// in front.' }));
}

interface Answer {
  readonly status: string;
  readonly sentence: string;
}

/** Undefined: nobody is there any more. */
function answerTo({ code, rawPacket }: Unreadable): Answer | undefined {
  // What went wrong while TLS began cannot be told in words that the other side reads.
  if (code === 'ECONNRESET' || /^ERR_(SSL|TLS)_/.test(code ?? '')) return undefined;
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: '431 Request Header Fields Too Large', sentence: 'The headers are longer than 16 kB.' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: '408 Request Timeout',
        sentence: `The head of the request did not come within ${HEAD_MS / 1000} seconds.`,
      };
    default:
      return { status: '400 Bad Request', sentence: unencodedIn(rawPacket) ?? 'This is no HTTP request.' };
  }
}

/** The first letter of the address that must not stand there as it is; terminals send them as they were typed. */
function unencodedIn(packet: Buffer | undefined): string | undefined {
  const [line = ''] = (packet?.toString('utf8') ?? '').split('\r\n', 1);
  const found = /^[A-Z]+ \S*?([^ -~\s])/u.exec(line)?.[1];
  if (found === undefined || found === '\ufffd') return undefined;
  return `In an address "${found}" is written ${encodeURIComponent(found)}.`;
}

function toResponse({ status, sentence }: Answer): string {
  const body = `${sentence}\n`;
  const head = [
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `HTTP/1.1 ${status}\r\n${head.join('\r\n')}\r\n\r\n${body}`;
}
