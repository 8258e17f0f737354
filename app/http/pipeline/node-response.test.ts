import { createServer } from 'node:http';
import { middlewareTck } from '../middleware.tck.ts';
import { listen } from '../testing/hosts.ts';
import { NodeResponse } from './node-response.ts';
import { writeResponse } from './write-response.ts';

// The smallest host that knows no Responses: what an adapter for node:http, Express or Fastify comes down to.
middlewareTck({
  name: 'a bare node server',
  open: (pipeline, handler) =>
    listen(
      createServer(async (incoming, outgoing) => {
        const client = new AbortController();
        outgoing.once('close', () => outgoing.writableFinished || client.abort());
        const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
        const request = new Request(`http://localhost${incoming.url}`, {
          method: incoming.method!,
          headers: incoming.headers as Record<string, string>,
          signal: client.signal,
          ...(hasBody && { body: incoming as unknown as ReadableStream, duplex: 'half' }),
        });
        const response = await new NodeResponse(pipeline.begin(request), outgoing).answer(handler);
        if (response) await writeResponse(response, outgoing);
      }),
    ),
});
