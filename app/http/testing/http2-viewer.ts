import { once } from 'node:events';
import type { Server } from 'node:http';
import { type ClientHttp2Stream, connect, createServer, type OutgoingHttpHeaders } from 'node:http2';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { createAdaptorServer } from '@hono/node-server';
import { compose } from '../middleware.ts';
import { serveScreen } from '../serve-screen.ts';
import { honoApp } from './hosts.ts';
import { openParts } from './screen-stage.ts';

/** A stage, and a viewer over HTTP/2 who has asked for its stream. */
export async function openHttp2Viewer(t: TestContext, headers: OutgoingHttpHeaders = {}) {
  const stage = await openParts();
  const { fetch } = honoApp(compose(), request => serveScreen(request, stage.hold, stage.ticket));
  const server = createAdaptorServer({ fetch, createServer }) as Server;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  t.after(() => {
    session.destroy();
    server.close();
  });
  const request: ClientHttp2Stream = session.request({
    ':path': `/live?cursor=${stage.quiet.screen.cursor}`,
    ...headers,
  });
  return { stage, request };
}
