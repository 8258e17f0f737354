/**
 * A stranger's program in strict TypeScript: each line marked as an error must be one, so the declarations say something.
 * Compiled by tsc against the package, declarations of its dependencies included, and run.
 */
import type { ServerResponse } from 'node:http';
import { type Database, openDatabase } from 'telltale/database';
import { compose, type Middleware } from 'telltale/middleware';
import { toFetch } from 'telltale/middleware/fetch';
import { createRouter, type Params, route } from 'telltale/router';
import { createReactiveStream, createStreamBuffer, type Item, pumpToNode } from 'telltale/stream';
import type { Scope, Transactional } from 'telltale/transactional';

const database: Database = openDatabase('typed.db', { migrations: 'migrations' });
const transactional: Transactional = database.transactional;

class Items {
  readonly #told: string[] = [];

  @transactional
  async add(name: string): Promise<number> {
    this.#insert(name);
    transactional.current()?.onCommit(() => this.#told.push(name));
    return this.#told.length;
  }

  @transactional({ nested: 'savepoint', label: 'refuse' })
  refuse(name: string): void {
    this.#insert(name);
    throw new Error(`${name} is refused`);
  }

  get told(): string {
    return this.#told.join();
  }

  #insert(name: string): void {
    database.prepare('insert into item values (?)').run(name);
  }
}

const items = new Items();
const before: number = await items.add('kept');
try {
  items.refuse('undone');
} catch (error) {
  console.log(`decorated: ${before} ${items.told} ${(error as Error).message}`);
}
// @ts-expect-error may or may not be a promise
transactional((isLate: boolean) => (isLate ? Promise.resolve(1) : 1));
const depth: number = await transactional.batch((scope: Scope) => scope.depth);
database.close();

const panel = route('/d/:slug/panels/:id{int}.svg');
const params: Params<typeof panel.pattern> = { slug: 'attic', id: 3 };
// @ts-expect-error the id is a number
const wrong: Params<typeof panel.pattern> = { slug: 'attic', id: 'three' };
const router = createRouter<{ user: string }>().on(panel, {
  GET: ({ params, user }) => Response.json({ next: params.id + 1, user: user.toUpperCase(), depth }),
});
const request = new Request(`http://localhost${panel.href(params)}`);
// @ts-expect-error the router demands a user
const incomplete = () => router.fetch(request);

const stream = createReactiveStream<{ celsius: number }>({ capacity: 2 });
// @ts-expect-error no reading
const emitNothing = () => stream.emit({});
const read = (item: Item<{ celsius: number }>) => (item.kind === 'event' ? item.value.celsius : undefined);

const buffer = createStreamBuffer({ segmentBytes: 1024, retainBytes: 1024, maxPinnedBytes: 1024 });
const pump = (response: ServerResponse) => pumpToNode(buffer.cursor('latest'), response);

const named: Middleware = { name: 'named', processResponse: ({ headers }) => headers.set('X-Name', 'wind') };
const handle = toFetch(compose(named), request => router.fetch(request, { user: 'ada' }));
const response = await handle(request);
console.log(`typed: ${response.headers.get('X-Name')} ${await response.text()}`);

export { emitNothing, incomplete, pump, read, wrong };
