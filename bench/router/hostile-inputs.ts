import { route } from '../../app/http/route.ts';
import { createRouter } from '../../app/http/router.ts';

export interface HostileInput {
  readonly name: string;
  readonly length: number;
  /** The decision about an input of that length. */
  readonly decide: (length: number) => () => unknown;
}

const draw = () => new Response();
const router = createRouter();
for (const pattern of ['/:a{slug}/x', '/:a{int}/x', '/:a.json/x', '/:a{uuid}/x', '/:a/x', '/a/:b/:c/x']) {
  router.on(route(pattern), { GET: draw });
}
router.represent(route('/'), { load: draw, offers: ['page', 'json', 'text'], page: draw, json: draw, text: draw });

const ours = (path: string, accept = '*/*') => {
  const head = { method: 'GET', url: `http://localhost${path}`, headers: new Headers({ accept }) };
  return () => router.resolve(head);
};

/** An expression as somebody writes it for words with dashes; the article's router takes any. */
const WORDS = /^\/tags\/((?:\w+-?)+)$/;

export const hostileInputs: readonly HostileInput[] = [
  { name: 'ours: a segment that nearly fits', length: 7200, decide: length => ours(`/${'1'.repeat(length)}/y`) },
  { name: 'ours: nothing but slashes', length: 7200, decide: length => ours('/'.repeat(length)) },
  { name: 'ours: nothing but segments', length: 7200, decide: length => ours('/a'.repeat(length / 2)) },
  { name: 'ours: nothing but escapes', length: 7200, decide: length => ours('/%61'.repeat(length / 4)) },
  { name: 'ours: a path beyond the bound', length: 65_536, decide: length => ours(`/${'x'.repeat(length)}`) },
  { name: 'ours: an endless Accept', length: 16_000, decide: length => ours('/', 'a/b,'.repeat(length / 4)) },
  {
    name: 'an expression of its own, 20 characters',
    length: 20,
    decide: length => () => WORDS.test(`/tags/${'a'.repeat(length)}!`),
  },
];
