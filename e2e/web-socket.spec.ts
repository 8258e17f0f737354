import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { routes } from '../app/routes.ts';
import { openWebSocket } from '../app/testing/web-socket-client.ts';
import { expect, test } from './fixtures.ts';
import { makeToken } from './people.ts';

/** Opens a socket in a page, sends what is given, and gives the first messages, or the code of the close. */
interface InPage {
  readonly url: string;
  readonly send: readonly string[];
  readonly count: number;
}

async function talk({ url, send, count }: InPage): Promise<{ messages: string[]; code?: number }> {
  const socket = new WebSocket(url);
  const messages: string[] = [];
  return await new Promise(resolve => {
    socket.onopen = () => {
      for (const message of send) socket.send(message);
    };
    socket.onmessage = ({ data }) => {
      messages.push(data);
      if (messages.length === count) {
        resolve({ messages });
        socket.close();
      }
    };
    socket.onclose = ({ code }) => resolve({ messages, code });
  });
}

test('a page of this origin sends with a token and follows with its session; one of another site does neither', async ({
  owner,
  server,
  complaints,
}) => {
  const base = server.url.replace(/^http/, 'ws');
  const sending = {
    url: base + routes.socketIn.href({}, { k: server.writeToken }),
    send: ['door 1\ndoor_bad x'],
    count: 2,
  };
  const sent = await owner.evaluate(talk, sending);
  const ack = JSON.parse(sent.messages[1]!);
  expect([ack.type, ack.upTo, ack.accepted, ack.refused]).toEqual(['ack', 1, 1, 1]);

  const subscribe = JSON.stringify({ type: 'subscribe', id: 'a', topic: 'readings', series: 'door' });
  const following = { url: base + routes.socketOut.href(), send: [subscribe], count: 2 };
  const heard = owner.evaluate(talk, following);
  const other = await openWebSocket(server.url + routes.socketIn.href({}, { k: server.writeToken }));
  let value = 2;
  const sendingOn = setInterval(() => other.send(`door ${value++}`), 200);
  const [snapshot, change] = (await heard).messages.map(text => JSON.parse(text));
  clearInterval(sendingOn);
  other.socket.close();
  expect([snapshot.type, change.type, change.seq]).toEqual(['snapshot', 'change', 2]);
  expect(change.readings[0].series).toBe('door');

  complaints.expect(/Unexpected response code: 403/);
  const elsewhere = createServer((_request, response) => response.end('Elsewhere')).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  const stranger = await owner.context().newPage();
  await stranger.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
  for (const { url } of [following, sending]) {
    expect(await stranger.evaluate(talk, { url, send: [], count: 1 }), url).toEqual({ messages: [], code: 1006 });
    await expect(openWebSocket(url, { origin: 'https://elsewhere.example' }), url).rejects.toThrow('403');
  }
  elsewhere.close();
  elsewhere.closeAllConnections();
});

test("Node's own client sends and follows", async ({ owner, server }) => {
  const token = await makeToken(owner, 'reader', 'read');
  const base = server.url.replace(/^http/, 'ws');
  const sent = await talk({
    url: `${base}${routes.socketIn.href({}, { k: server.writeToken })}`,
    send: ['door 1'],
    count: 2,
  });
  expect(JSON.parse(sent.messages[1]!).accepted).toBe(1);
  const subscribe = JSON.stringify({ type: 'subscribe', id: 'a', topic: 'readings', series: 'door' });
  const heard = await talk({ url: `${base}${routes.socketOut.href({}, { k: token })}`, send: [subscribe], count: 1 });
  expect(JSON.parse(heard.messages[0]!).series[0].value).toBe(1);
  const refused = await talk({ url: base + routes.socketOut.href(), send: [], count: 1 });
  expect(refused.code).toBe(1006);
});
