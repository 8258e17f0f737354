import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom, type Random } from '../testing/random.ts';
import { type Area, createScreen, type Region, type Screen, type Viewing } from './screen.ts';
import { readEvents, type SeenEvent } from './testing/read-events.ts';

const BEAT_MS = 2000;

test('a changed region is sent alone', () => {
  const { screen, draw } = openScreen([area('a', [region('x', '1'), region('y', '1')])]);
  const viewer = connect(screen);
  draw([area('a', [region('x', '1'), region('y', '2')])]);
  const [event] = viewer.read();
  assert.equal(event!.data, `<hx-partial hx-target="#y" hx-swap="outerMorph">${region('y', '2').html}</hx-partial>`);
  assert.equal(event!.id, screen.cursor);
});

test('an area is sent whole when regions come, go or change places, or its own tags change', () => {
  const [x, y] = [region('x', '1'), region('y', '1')];
  for (const next of [[x, y, region('z', '1')], [x], [y, x], [x, region('z', '1')]]) {
    const { screen, draw } = openScreen([area('a', [x, y])]);
    const viewer = connect(screen);
    draw([area('a', next)]);
    assert.deepEqual(targetsOf(viewer.read()), ['a']);
  }
  const { screen, draw } = openScreen([area('a', [x, y], 'one')]);
  const viewer = connect(screen);
  draw([area('a', [x, y], 'two')]);
  assert.deepEqual(targetsOf(viewer.read()), ['a']);
});

test('what changed at once comes in one event', () => {
  const { screen, draw } = openScreen([area('a', [region('x', '1')]), area('b', [region('y', '1')])]);
  const viewer = connect(screen);
  draw([area('a', [region('x', '2')]), area('b', [region('y', '2'), region('z', '2')])]);
  const events = viewer.read();
  assert.equal(events.length, 1);
  assert.deepEqual(targetsOf(events), ['x', 'b']);
});

test('a drawing without a change is not sent, and beats when nothing was sent for two seconds', () => {
  const { screen, draw, clock } = openScreen([area('a', [region('x', '1')])]);
  const viewer = connect(screen);
  const same = () => draw([area('a', [region('x', '1')])]);
  clock.nowMs += BEAT_MS - 1;
  same();
  assert.deepEqual(viewer.read(), []);
  clock.nowMs += 1;
  same();
  same();
  assert.deepEqual(
    viewer.read().map(({ id, event, data }) => [id, event, data]),
    [[screen.cursor, 'beat', '']],
  );
  clock.nowMs += BEAT_MS - 1;
  draw([area('a', [region('x', '2')])]);
  clock.nowMs += BEAT_MS - 1;
  draw([area('a', [region('x', '2')])]);
  assert.deepEqual(targetsOf(viewer.read()), ['x']);
});

test('who comes with a known cursor is greeted by a beat and gets what it missed', () => {
  const { screen, draw } = openScreen([area('a', [region('x', '0')])]);
  const cursors = [screen.cursor];
  for (let i = 1; i <= 5; i++) {
    draw([area('a', [region('x', `${i}`)])]);
    cursors.push(screen.cursor);
  }
  for (const [i, cursor] of cursors.entries()) {
    const [greeting, ...missed] = join(screen, cursor).read();
    assert.deepEqual([greeting!.event, greeting!.id], ['beat', ''], 'a beat that does not move the cursor');
    assert.deepEqual(
      missed.map(event => event.id),
      cursors.slice(i + 1),
    );
  }
});

test('who comes with another cursor gets the state as it is, with its own cursor', () => {
  const { screen, draw } = openScreen([area('a', [region('x', '1')]), area('b', [])]);
  draw([area('a', [region('x', '2')]), area('b', [])]);
  const epoch = screen.cursor.split('-')[0];
  const foreign = openScreen([area('a', [])]).screen.cursor;
  for (const cursor of [
    undefined,
    '',
    foreign,
    `${epoch}-2`,
    `${epoch}-01`,
    `${epoch}--1`,
    epoch,
    '-',
    '\u0000',
    'x'.repeat(9999),
  ]) {
    const viewer = join(screen, cursor);
    const [snapshot, ...rest] = viewer.read();
    assert.deepEqual([snapshot!.id, targetsOf([snapshot!]), rest], [screen.cursor, ['a', 'b'], []], String(cursor));
    assert.ok(snapshot!.data.includes(screen.html('a')));
  }
});

test('a change that is too large to be kept ends the streams, and who comes back gets the state as it is', () => {
  const { screen, draw } = openScreen([area('a', [region('x', '1'), region('y', '1')])]);
  const viewing = screen.join(screen.cursor);
  const first = screen.cursor;
  const large = region('x', 'ü'.repeat(600_000));
  draw([area('a', [large, region('y', '1')])]);
  assert.equal(viewing.cursor.read().kind, 'end');
  const back = join(screen, first);
  const [snapshot] = back.read();
  assert.ok(snapshot!.data.includes(large.html));
  draw([area('a', [large, region('y', '2')])]);
  assert.deepEqual(targetsOf(back.read()), ['y'], 'and what is small comes as ever');
  const fitting = region('x', '.'.repeat(1_000_000));
  draw([area('a', [fitting, region('y', '2')])]);
  assert.deepEqual(targetsOf(back.read()), ['x']);
  assert.equal(back.page(), screen.html('a'));
});

test('who was away for more than is kept gets the state as it is', () => {
  const { screen, draw } = openScreen([area('a', [region('x', '')])]);
  const first = screen.cursor;
  const viewer = join(screen, first);
  for (let i = 0; i < 30; i++) draw([area('a', [region('x', `${i} ${'.'.repeat(100_000)}`)])]);
  for (const events of [join(screen, first).read(), viewer.read().slice(1)]) {
    assert.deepEqual([events[0]!.id, targetsOf(events)[0]], [screen.cursor, 'a']);
  }
});

test('changes beyond the size of one event go into several, and none is lost', () => {
  const regions = (text: string) =>
    Array.from({ length: 30 }, (_, i) => region(`r${i}`, `${text} ${'€'.repeat(50_000)}`));
  const { screen, draw } = openScreen([area('a', regions('one'))]);
  const viewer = join(screen, screen.cursor);
  draw([area('a', regions('two'))]);
  assert.equal(viewer.page(), screen.html('a'));
  assert.ok(screen.html('a').includes('two'));
});

test('an area that is not drawn is named, with those that are', () => {
  const { screen, draw } = openScreen([area('a', []), area('b', [])]);
  assert.throws(() => screen.html('c'), /no area "c"; it draws a, b/);
  assert.throws(() => draw([area('a', []), area('c', [])]), /no area "c"/);
});

test('a closed screen ends its viewers after what was sent, and those that come later', () => {
  const { screen, draw } = openScreen([area('a', [region('x', '1')])]);
  const viewer = screen.join(screen.cursor);
  draw([area('a', [region('x', '2')])]);
  screen.close();
  assert.equal(viewer.cursor.read().kind, 'data');
  assert.equal(viewer.cursor.read().kind, 'end');
  assert.equal(screen.join(screen.cursor).cursor.read().kind, 'end');
  assert.equal(screen.join(undefined).cursor.read().kind, 'end');
  const last = screen.html('a');
  draw([area('a', [region('x', '3')])]);
  assert.equal(screen.html('a'), last, 'who holds it still may draw a page');
});

test('random drawings: a page of any moment, joined at any later one, leads to the same html', () => {
  for (let seed = 1; seed <= 60; seed++) checkRandomDrawings(createRandom(seed), seed);
});

function checkRandomDrawings(random: Random, seed: number): void {
  const filler = seed % 6 === 0 ? '.'.repeat(60_000) : ''; // then viewers that read seldom fall out of the buffer
  const drawn = ['a', 'b', 'c'].map(id => ({ id, keys: ['1', '2'], look: '0', texts: new Map<string, string>() }));
  const areas = () =>
    drawn.map(one =>
      area(
        one.id,
        one.keys.map(key => region(`${one.id}${key}`, one.texts.get(key) ?? '')),
        one.look,
      ),
    );
  const { screen, draw, clock } = openScreen(areas());
  const viewers: Viewer[] = [];
  const pages: { html: string; cursor: string }[] = [];
  for (let step = 0; step < 60; step++) {
    const one = drawn[random(3)]!;
    const change = random(8);
    if (change < 4) one.texts.set(one.keys[random(one.keys.length)] ?? '1', `${step}\n${filler}`);
    else if (change === 4) one.keys = ['1', '2', '3', '4'].filter(() => random(2) === 0);
    else if (change === 5) one.keys.reverse();
    else if (change === 6) one.look = `${random(2)}`;
    clock.nowMs += random(3000);
    if (random(4) > 0) draw(areas());
    if (random(3) === 0) pages.push({ html: pageOf(screen), cursor: screen.cursor });
    const page = pages[random(pages.length + 1)];
    if (random(3) === 0) viewers.push(page ? join(screen, page.cursor, page.html) : join(screen, undefined));
    if (random(2) === 0) viewers[random(viewers.length)]?.read();
  }
  draw(areas());
  for (const viewer of viewers) assert.equal(viewer.page(), pageOf(screen), `seed ${seed}`);
  assert.equal(
    pageOf(screen),
    areas()
      .map(one => `${one.open}${one.regions.map(({ html }) => html).join('')}${one.close}`)
      .join(''),
  );
}

/** A page that is brought up to date as htmx does it: each partial takes the place of the element it names. */
interface Viewer {
  /** Reads what there is and gives the new events. */
  read(): SeenEvent[];
  /** The page after everything was read. */
  page(): string;
}

/** A viewer that has just drawn the page, and was greeted. */
function connect(screen: Screen): Viewer {
  const viewer = join(screen, screen.cursor);
  viewer.read();
  return viewer;
}

function join(screen: Screen, cursor: string | undefined, html = pageOf(screen)): Viewer {
  const viewing = screen.join(cursor);
  let page = html;
  let waiting = viewing.greeting;
  const read = () => {
    const events = readEvents(waiting + readAll(screen, viewing));
    waiting = '';
    for (const { event, data } of events) if (event === 'message') page = applyPartials(page, data);
    return events;
  };
  return {
    read,
    page() {
      read();
      return page;
    },
  };
}

function readAll(screen: Screen, { cursor }: Viewing): string {
  let text = '';
  for (;;) {
    const result = cursor.read();
    if (result.kind === 'gap') text += screen.snapshot();
    else if (result.kind !== 'data') return text;
    else {
      text += Buffer.concat(result.lease.chunks).toString();
      result.lease.release();
    }
  }
}

const PARTIAL = /<hx-partial hx-target="#(\w+)" hx-swap="outerMorph">(.*?)<\/hx-partial>/gs;

function targetsOf(events: readonly SeenEvent[]): string[] {
  return events.flatMap(({ data }) => [...data.matchAll(PARTIAL)].map(match => match[1]!));
}

function applyPartials(page: string, data: string): string {
  const rest = data.replace(PARTIAL, '');
  assert.equal(rest, '', 'a message holds partials and nothing else');
  let html = page;
  for (const [, id, element] of data.matchAll(PARTIAL)) {
    const old = new RegExp(`<(div|p) id="${id}".*?</\\1>`, 's');
    assert.match(html, old, `the page has an element ${id}`);
    html = html.replace(old, () => element!);
  }
  return html;
}

/** Areas are `div`s and regions `p`s, so that the end of each is found without a parser. */
function area(id: string, regions: readonly Region[], look = ''): Area {
  return { id, open: `<div id="${id}" class="${look}"><h2>Title</h2>`, regions, close: '</div>' };
}

function region(id: string, text: string): Region {
  return { id, html: `<p id="${id}">${text}</p>` };
}

function pageOf(screen: Screen): string {
  return ['a', 'b', 'c']
    .map(id => {
      try {
        return screen.html(id);
      } catch {
        return ''; // not every test draws all three
      }
    })
    .join('');
}

function openScreen(areas: readonly Area[]) {
  let current = areas;
  const clock = { nowMs: 0 };
  const screen = createScreen(
    () => current,
    () => clock.nowMs,
  );
  const draw = (next: readonly Area[]) => {
    current = next;
    screen.redraw();
  };
  return { screen, draw, clock };
}

test('of a tail whose first regions went and that others joined at the end, only these are told', () => {
  const tail = (from: number) => ({
    ...area(
      'a',
      ['1', '2', '3', '4'].map((_, i) => region(`r${from + i}`, `${from + i}`)),
    ),
    isTail: true,
  });
  const { screen, draw } = openScreen([tail(0)]);
  const viewing = screen.join(screen.cursor);
  draw([tail(1)]);
  const told = readAll(screen, viewing);
  assert.match(told, /hx-target="#r0" hx-swap="delete"/);
  assert.match(told, /hx-target="#a" hx-swap="beforeend"><p id="r4">4<\/p>/);
  assert.doesNotMatch(told, /id="r[123]"/);
  draw([tail(50)]);
  assert.match(readAll(screen, viewing), /hx-target="#a" hx-swap="outerMorph"><div id="a".*id="r50"/s);
});
