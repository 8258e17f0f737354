/** A stranger's program in plain JavaScript: comes in by every door and does one thing there. */
import { openDatabase } from 'telltale/database';
import { accessLog, compose, exchangeOf, HttpError } from 'telltale/middleware';
import { toFetch } from 'telltale/middleware/fetch';
import { createRouter, route } from 'telltale/router';
import { createReactiveStream, createStreamBuffer, formatEventId, parseEventId, toReadable } from 'telltale/stream';
import { WriteOutsideScopeError } from 'telltale/transactional';

const database = openDatabase('items.db', { migrations: 'migrations' });
const { transactional } = database;
const addItem = transactional(name => database.prepare('insert into item values (?)').run(name));
const countItems = () => database.prepare('select count(*) as items from item').get().items;
await transactional.batch(() => addItem('kept'));
const refused = transactional(() => {
  addItem('undone');
  throw new Error('no');
});
try {
  refused();
} catch (error) {
  console.log(`transaction: ${error.message}, ${countItems()} item`);
}
try {
  database.prepare('delete from item').run();
} catch (error) {
  console.log(`outside: ${error instanceof WriteOutsideScopeError}, ${countItems()} items`);
}
database.close();

const buffer = createStreamBuffer({ segmentBytes: 1024, retainBytes: 4096, maxPinnedBytes: 4096 });
const readable = toReadable(buffer.cursor('oldest'));
for (const frame of ['one ', 'two']) buffer.append(frame);
buffer.seal();
console.log(`buffer: ${await new Response(readable).text()}`);

const stream = createReactiveStream({ capacity: 2, epoch: 'e' });
const subscription = stream.subscribe();
for (const value of ['a', 'b', 'c']) stream.emit(value);
stream.close();
for await (const item of subscription) console.log(`stream: ${item.kind} ${item.value ?? item.missed}`);
console.log(`event id: ${parseEventId(formatEventId('e', 7)).seq}`);

const dashboard = route('/d/:slug');
const router = createRouter().on(dashboard, { GET: ({ params }) => new Response(`dashboard ${params.slug}`) });
const request = new Request(`http://localhost${dashboard.href({ slug: 'attic' })}`);
console.log(`router: ${await (await router.fetch(request)).text()}`);

const pipeline = compose(accessLog({ log: ({ path, status }) => console.log(`log: ${path} ${status}`) }));
const handle = toFetch(pipeline, async request => {
  exchangeOf(request).route = dashboard.pattern;
  if (request.method === 'DELETE') throw new HttpError(403, 'Nobody may.');
  return router.fetch(request);
});
console.log(`middleware: ${await (await handle(request.clone())).text()}`);
console.log(`refusal: ${await (await handle(new Request(request, { method: 'DELETE' }))).text()}`);
