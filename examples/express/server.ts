/** An Express 5 application behind portable middlewares. `node server.ts`; PORT and EXAMPLE_TOKEN are its settings. */
import express from 'express';
import { exchangeOf, traceHeaders } from 'telltale/middleware';
import { toExpress } from 'telltale/middleware/express';
import { auth, pipeline } from '../pipeline.ts';

const app = express();
const portable = toExpress(pipeline);
app.use(portable);

app.get('/', (_req, res) => void res.send('<!doctype html><title>Hello</title><h1>Hello</h1>'));

app.get('/private/:what', (req, res) => {
  const exchange = exchangeOf(req)!;
  res.json({ who: auth.identityOf(exchange)?.name, what: req.params.what, forOthers: traceHeaders(exchange) });
});

app.get('/live', (req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  let count = 0;
  const timer = setInterval(() => res.write(`data: ${++count}\n\n`), 100);
  exchangeOf(req)!.signal.addEventListener('abort', () => clearInterval(timer));
});

app.get('/failure', () => {
  throw new Error('This goes to the log, not to the client.');
});

app.use(portable.errors);
app.use(((error, req, res, _next) => {
  const reference = exchangeOf(req)?.trace.traceId;
  console.log(JSON.stringify({ error: String(error), reference }));
  res.status(500).send(`Something went wrong. Reference: ${reference}\n`);
}) satisfies express.ErrorRequestHandler);

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(JSON.stringify({ listening: server.address() }));
});
