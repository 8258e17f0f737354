import assert from 'node:assert/strict';
import { createRandom, type Random } from '../../../testing/random.ts';
import { claimsOf } from './claims-of.ts';

/** Links and what the router makes of them. */
export const linkClaims = claimsOf((claim, createRouter) => {
  claim('C9 parameters survive the way through a link and back', () => {
    const { route } = createRouter();
    const named = route('/n/:name/:form{svg|png}/:count{int}.json');
    const rest = route('/r/*rest');
    const router = createRouter()
      .on(named, { GET: () => new Response() })
      .on(rest, { GET: () => new Response() });
    const back = (href: string) => {
      const resolution = router.resolve(new Request(`http://localhost${href}`));
      assert.equal(resolution.kind, 'match', href);
      return resolution.kind === 'match' && resolution.params;
    };
    const random = createRandom(9);
    for (let round = 0; round < 10_000; round++) {
      const params = { name: randomText(random), form: 'png', count: random(1e9) - 5e8 } as const;
      assert.deepEqual(back(named.href(params)), params);
      const path = { rest: `${randomText(random).replaceAll('/', '_')}/${randomText(random).replaceAll('/', '_')}` };
      assert.deepEqual(back(rest.href(path)), path);
    }
    for (const name of ['%2F', 'a/b', '../x', '世', '%25', '100 %', '?q#f', '\\', ' ', '+']) {
      assert.deepEqual(back(named.href({ name, form: 'svg', count: 0 })), { name, form: 'svg', count: 0 });
    }
  });
});

/** One to twelve characters, half of them those that URLs care about; never a text that URLs cannot carry. */
function randomText(random: Random): string {
  const special = '/%?#&=+:;@.\\ "<>{}|^`[]*~';
  const pick = () =>
    random() < 0.5
      ? special[random(special.length)]!
      : String.fromCodePoint([0x61, 0xe9, 0x4e16, 0x1f600, 1][random(5)]! + random(20));
  const text = Array.from({ length: 1 + random(12) }, pick).join('');
  return text === '.' || text === '..' ? 'dots' : text;
}
