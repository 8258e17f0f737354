/**
 * One of the servers in a process of its own. Events come over a TCP connection: a line for what comes together, with tabs between the
 * events. Each line has a turn of the event loop to itself, also where several came at once.
 */
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createInterface } from 'node:readline';
import { servers } from './servers.ts';

const [name = ''] = process.argv.slice(2);
const create = servers[name];
if (!create) throw new Error(`No server ${name}: choose from ${Object.keys(servers).join(', ')}.`);
const { listener, publish } = create();
const http = createServer(listener!).listen(0, '127.0.0.1', 8192);
const door = createTcpServer(socket => {
  const bursts: string[] = [];
  let rest = '';
  const publishNext = () => {
    publish(bursts.shift()!.split('\t'));
    if (bursts.length > 0) setImmediate(publishNext);
  };
  socket.setNoDelay().on('data', bytes => {
    const lines = (rest + bytes.toString('latin1')).split('\n');
    rest = lines.pop()!;
    const isIdle = bursts.length === 0;
    bursts.push(...lines);
    if (isIdle && lines.length > 0) publishNext();
  });
}).listen(0, '127.0.0.1');
await Promise.all([http, door].map(server => new Promise(resolve => server.once('listening', resolve))));
const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
process.stdout.write(`${JSON.stringify({ http: portOf(http), door: portOf(door) })}\n`);
// Ends with who started it.
createInterface(process.stdin).on('close', () => process.exit());
