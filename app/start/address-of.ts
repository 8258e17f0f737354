import { nodeOutgoing } from '../http/node-outgoing.ts';

/** The network address that a request came from, a proxy's where one stands between; `unknown` for one without a network. */
export function addressOf(request: Request): string {
  return nodeOutgoing(request)?.req.socket.remoteAddress ?? 'unknown';
}
