import type { WebSocket } from 'ws';

/** Proxies close connections that are silent for a minute. */
const PING_MS = 25_000;
/** Pings without any word from the client, after which it counts as gone. */
const MAX_UNANSWERED = 2;

/** Pings a client until its socket closes, and cuts it off when nothing comes back, as from half a connection or half a message. */
export function keepAwake(socket: WebSocket, pingMs = PING_MS): void {
  let unanswered = 0;
  const onWord = () => {
    unanswered = 0;
  };
  for (const event of ['pong', 'message', 'ping']) socket.on(event, onWord);
  const timer = setInterval(() => {
    // Who is not read cannot be heard.
    if (socket.isPaused) return;
    if (unanswered >= MAX_UNANSWERED) socket.terminate();
    else if (socket.readyState === socket.OPEN) {
      unanswered++;
      socket.ping();
    }
  }, pingMs).unref();
  socket.once('close', () => clearInterval(timer));
}
