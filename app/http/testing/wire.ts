import { once } from 'node:events';
import { connect } from 'node:net';

/** Sends text over a connection of its own and gives all that comes back until the server closes it. */
export async function exchangeText(url: string, ...requests: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let text = '';
  socket.on('data', data => {
    text += data;
  });
  for (const request of requests) socket.write(request.replaceAll('\n', '\r\n'));
  await once(socket, 'close');
  return text;
}
