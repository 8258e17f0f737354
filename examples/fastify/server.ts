/** A Fastify 5 application behind portable middlewares. `node server.ts`; PORT and EXAMPLE_TOKEN are its settings. */
import fastify from 'fastify';
import { exchangeOf, traceHeaders } from 'telltale/middleware';
import { toFastify } from 'telltale/middleware/fastify';
import { auth, pipeline } from '../pipeline.ts';

const app = fastify();
app.register(toFastify(pipeline));

app.get('/', async (_request, reply) => {
  reply.type('text/html; charset=utf-8');
  return '<!doctype html><title>Hello</title><h1>Hello</h1>';
});

app.get<{ Params: { what: string } }>('/private/:what', async request => {
  const exchange = exchangeOf(request)!;
  return { who: auth.identityOf(exchange)?.name, what: request.params.what, forOthers: traceHeaders(exchange) };
});

app.get('/live', (request, reply) => {
  reply.hijack();
  reply.raw.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  let count = 0;
  const timer = setInterval(() => reply.raw.write(`data: ${++count}\n\n`), 100);
  exchangeOf(request)!.signal.addEventListener('abort', () => clearInterval(timer));
});

app.get('/failure', async () => {
  throw new Error('This goes to the log, not to the client.');
});

app.setErrorHandler((error, request, reply) => {
  const reference = exchangeOf(request)?.trace.traceId;
  console.log(JSON.stringify({ error: String(error), reference }));
  reply.code(500).type('text/html; charset=utf-8').send(`Something went wrong. Reference: ${reference}\n`);
});

await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' });
console.log(JSON.stringify({ listening: app.server.address() }));
