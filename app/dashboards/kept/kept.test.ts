import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openTempState } from '../../testing/temp-state.ts';
import type { DashboardDefinition, PanelDefinition } from '../definition.ts';
import { arrangePanels } from '../layout/arrange-panels.ts';
import { type Direction, stepPanel } from '../layout/step-panel.ts';
import { createDashboardStore } from '../store.ts';
import { MAX_STEPS } from './steps.ts';
import { MAX_NAMED, MAX_UNNAMED, MAX_UNNAMED_CHARS } from './versions.ts';

const MARA = { key: 'person 1', name: 'Mara' };
const ANNA = { key: 'person 2', name: 'Anna' };

const stat = (id: string): PanelDefinition => ({ kind: 'stat', id, title: id, w: 8, h: 4, queries: [{ expr: 'x' }] });
const section = (id: string): PanelDefinition => ({ kind: 'section', id, title: id, w: 24, h: 1 });
const BOARD: DashboardDefinition = {
  title: 'Attic',
  panels: [stat('a'), stat('b'), stat('c'), section('s'), stat('d'), stat('e')],
};

function openStore(t: TestContext, definition = BOARD) {
  const temp = openTempState(t);
  const store = createDashboardStore(temp.state, temp.now);
  store.create(definition, 'attic');
  const edit = (author: typeof MARA, next: (definition: DashboardDefinition) => DashboardDefinition | undefined) =>
    store.edit('attic', next, { author, words: 'Did it' });
  const panel = (author: typeof MARA, id: string, change: Partial<PanelDefinition> | 'delete') =>
    edit(author, ({ panels, ...rest }) => ({
      ...rest,
      panels: panels.flatMap(each => {
        if (each.id !== id) return [each];
        return change === 'delete' ? [] : [{ ...each, ...change } as PanelDefinition];
      }),
    }));
  const step = (author: typeof MARA, id: string, to: Direction) => edit(author, now => stepPanel(now, id, to));
  return { temp, store, edit, panel, step, now: () => store.find('attic')!.definition };
}

const titlesOf = ({ panels }: DashboardDefinition) =>
  panels.map(({ id, title }) => (id === title ? id : `${id}=${title}`));

test('undo takes back what one did oneself, newest first, and redo does it again', t => {
  const { store, panel, now } = openStore(t);
  panel(MARA, 'a', { title: 'first' });
  panel(MARA, 'b', { title: 'second' });
  store.undo('attic', MARA);
  assert.deepEqual(titlesOf(now()), ['a=first', 'b', 'c', 's', 'd', 'e']);
  store.undo('attic', MARA);
  assert.deepEqual(now(), BOARD);
  assert.equal(store.undo('attic', MARA), undefined);
  assert.deepEqual(store.undoable('attic', MARA.key), { undo: undefined, redo: 'Did it' });
  store.redo('attic', MARA);
  store.redo('attic', MARA);
  assert.deepEqual(titlesOf(now()), ['a=first', 'b=second', 'c', 's', 'd', 'e']);
});

test('what follows each other in one form is undone together, and leaves alone what others changed meanwhile', t => {
  const { store, panel, now } = openStore(t);
  const type = (change: Partial<PanelDefinition>, joins = 'form 1') =>
    store.edit(
      'attic',
      ({ panels, ...rest }) => ({
        ...rest,
        panels: panels.map(each => (each.id === 'a' ? ({ ...each, ...change } as PanelDefinition) : each)),
      }),
      { author: MARA, words: 'Changed it', joins },
    );
  type({ subtitle: 'ab' });
  type({ title: 'X' });
  panel(ANNA, 'a', { h: 9 });
  type({ subtitle: 'abc' });
  type({ title: 'XY' });
  type({ title: 'later' }, 'form 2');
  store.undo('attic', MARA);
  assert.deepEqual(now().panels[0], { ...stat('a'), title: 'XY', subtitle: 'abc', h: 9 });
  store.undo('attic', MARA);
  assert.deepEqual(now().panels[0], { ...stat('a'), h: 9 });
  assert.equal(store.undo('attic', MARA), undefined);
  store.redo('attic', MARA);
  assert.deepEqual(now().panels[0], { ...stat('a'), title: 'XY', subtitle: 'abc', h: 9 });
});

test('what is done after an undo takes the place of what was undone', t => {
  const { store, panel } = openStore(t);
  panel(MARA, 'a', { title: 'first' });
  store.undo('attic', MARA);
  panel(MARA, 'b', { title: 'second' });
  assert.equal(store.redo('attic', MARA), undefined);
});

test('undo leaves alone what another person did, and nobody undoes for somebody else', t => {
  const { store, panel, now } = openStore(t);
  panel(MARA, 'a', { title: 'hers' });
  panel(ANNA, 'b', { title: 'of Anna' });
  assert.deepEqual(store.undo('attic', MARA), { words: 'Did it', stayed: [] });
  assert.deepEqual(titlesOf(now()), ['a', 'b=of Anna', 'c', 's', 'd', 'e']);
  assert.equal(store.undo('attic', MARA), undefined);
  assert.deepEqual(store.undoable('attic', ANNA.key).undo, 'Did it');
});

test('a panel that another person has changed since stays as it is, and that is told', t => {
  const { store, panel, edit, now } = openStore(t);
  panel(MARA, 'a', { title: 'hers' });
  panel(ANNA, 'a', { title: 'of Anna' });
  assert.deepEqual(store.undo('attic', MARA)?.stayed, ['“of Anna”']);
  assert.equal(now().panels[0]!.title, 'of Anna');
  edit(MARA, board => ({ ...board, title: 'Loft' }));
  edit(ANNA, board => ({ ...board, title: 'Roof' }));
  assert.deepEqual(store.undo('attic', MARA)?.stayed, ['the title of the dashboard']);
  assert.equal(now().title, 'Roof');
});

test('a panel that another person has deleted since stays away', t => {
  const { store, panel, now } = openStore(t);
  panel(MARA, 'a', { title: 'hers' });
  panel(ANNA, 'a', 'delete');
  assert.deepEqual(store.undo('attic', MARA)?.stayed, ['“hers”']);
  assert.deepEqual(titlesOf(now()), ['b', 'c', 's', 'd', 'e']);
});

test('another field of the same panel may have been changed since: both stand', t => {
  const { store, panel, now } = openStore(t);
  panel(MARA, 'a', { title: 'hers' });
  panel(ANNA, 'a', { subtitle: 'of Anna' });
  assert.deepEqual(store.undo('attic', MARA)?.stayed, []);
  assert.deepEqual([now().panels[0]!.title, now().panels[0]!.subtitle], ['a', 'of Anna']);
});

test('a deleted panel comes back where it was, in its section, whatever happened beside it', t => {
  const { store, panel, step, now } = openStore(t);
  panel(MARA, 'd', 'delete');
  panel(ANNA, 'c', 'delete');
  store.undo('attic', MARA);
  assert.deepEqual(titlesOf(now()), ['a', 'b', 's', 'd', 'e']);
  step(ANNA, 'a', 'right');
  panel(MARA, 's', 'delete');
  store.undo('attic', MARA);
  assert.deepEqual(titlesOf(now()), ['b', 'a', 's', 'd', 'e']);
});

test('a panel that came is not taken away again once somebody has changed it', t => {
  const { store, edit, panel, now } = openStore(t);
  edit(MARA, ({ panels, ...rest }) => ({ ...rest, panels: [...panels, stat('f')] }));
  panel(ANNA, 'f', { title: 'of Anna' });
  assert.deepEqual(store.undo('attic', MARA)?.stayed, ['“of Anna”']);
  assert.equal(now().panels.at(-1)!.title, 'of Anna');
});

test('whatever one person did, undone to the last it is as it was, and redone as it became', t => {
  for (let seed = 1; seed <= 12; seed++) {
    const { store, panel, step, edit, now } = openStore(t);
    let state = seed;
    const roll = (sides: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * sides);
    };
    let steps = 0;
    for (let i = 0; i < 25; i++) {
      const { panels } = now();
      const id = panels[roll(panels.length)]?.id ?? '';
      const deeds = [
        () => step(MARA, id, (['left', 'right', 'up', 'down'] as const)[roll(4)]!),
        () => panel(MARA, id, { title: `t${i}` }),
        () => roll(3) === 0 && panel(MARA, id, 'delete'),
        () => edit(MARA, board => ({ ...board, panels: board.panels.toSpliced(roll(4), 0, stat(`n${i}`)) })),
        () => edit(MARA, board => ({ ...board, title: `Board ${i}` })),
      ];
      if (deeds[roll(deeds.length)]!()) steps++;
    }
    const after = now();
    for (let i = 0; i < steps; i++) assert.deepEqual(store.undo('attic', MARA)?.stayed, [], `seed ${seed}`);
    assert.deepEqual(now(), BOARD, `seed ${seed}`);
    for (let i = 0; i < steps; i++) store.redo('attic', MARA);
    assert.deepEqual(now(), after, `seed ${seed}`);
    store.remove('attic');
  }
});

test('of two who move panels at once, the undo of one leaves no two panels on one place and loses none', t => {
  const { store, step, now } = openStore(t);
  for (const to of ['right', 'down', 'left', 'down'] as const) {
    step(MARA, 'a', to);
    step(ANNA, 'c', to);
  }
  for (let i = 0; i < 4; i++) store.undo('attic', MARA);
  const places = arrangePanels(now().panels);
  assert.deepEqual(places.map(({ id }) => id).sort(), ['a', 'b', 'c', 'd', 'e', 's']);
  const cells = places.flatMap(({ x, y, w, h }) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`),
  );
  assert.equal(new Set(cells).size, cells.length);
});

test(`each person can go back ${MAX_STEPS} steps`, t => {
  const { store, panel } = openStore(t);
  for (let i = 0; i < MAX_STEPS + 5; i++) panel(MARA, 'a', { title: `t${i}` });
  let undone = 0;
  while (store.undo('attic', MARA)) undone++;
  assert.equal(undone, MAX_STEPS);
});

test('changes of one person within a minute are one version, those of two are two', t => {
  const { store, panel, temp } = openStore(t);
  const told = () => store.versions.list('attic').map(({ version, by }) => [version, by]);
  panel(MARA, 'a', { title: 'one' });
  temp.nowMs += 59_000;
  panel(MARA, 'a', { title: 'two' });
  assert.deepEqual(told(), [
    [3, 'Mara'],
    [1, undefined],
  ]);
  panel(ANNA, 'a', { title: 'three' });
  panel(MARA, 'a', { title: 'four' });
  temp.nowMs += 60_000;
  panel(MARA, 'a', { title: 'five' });
  assert.deepEqual(told(), [
    [6, 'Mara'],
    [5, 'Mara'],
    [4, 'Anna'],
    [3, 'Mara'],
    [1, undefined],
  ]);
});

test('a version with a name is never joined with others, and stays when old ones go', t => {
  const { store, panel, temp } = openStore(t);
  panel(MARA, 'a', { title: 'good' });
  const [good] = store.versions.list('attic');
  assert.equal(store.nameVersion('attic', good!.id, 'the good one'), 'done');
  panel(MARA, 'a', { title: 'worse' });
  for (let i = 0; i < MAX_UNNAMED + 3; i++) {
    temp.nowMs += 60_000;
    panel(MARA, 'a', { title: `t${i}` });
  }
  const kept = store.versions.list('attic');
  assert.equal(kept.length, MAX_UNNAMED + 1);
  assert.deepEqual([kept.at(-1)!.name, JSON.parse(kept.at(-1)!.definition).panels[0].title], ['the good one', 'good']);
});

test(`there are ${MAX_NAMED} named versions at most; another name is refused, and one that is taken away makes room`, t => {
  const { store, panel, temp } = openStore(t);
  for (let i = 0; i <= MAX_NAMED; i++) {
    temp.nowMs += 60_000;
    panel(MARA, 'a', { title: `t${i}` });
  }
  const ids = store.versions.list('attic').map(({ id }) => id);
  const given = ids.slice(0, MAX_NAMED + 1).map((id, i) => store.nameVersion('attic', id, `n${i}`));
  assert.deepEqual(new Set(given.slice(0, MAX_NAMED)), new Set(['done']));
  assert.equal(given.at(-1), 'full');
  assert.equal(store.nameVersion('attic', ids[3]!, ''), 'done');
  assert.equal(store.nameVersion('attic', ids[MAX_NAMED]!, 'now'), 'done');
  assert.equal(store.nameVersion('cellar', ids[0]!, 'other'), 'gone');
});

test('a dashboard that was there before versions were kept begins with how it was', t => {
  const { store, panel, temp } = openStore(t);
  temp.state.transactional.run(() => temp.state.database.prepare('delete from dashboard_version').run());
  panel(MARA, 'a', { title: 'new' });
  assert.deepEqual(
    store.versions.list('attic').map(({ definition }) => JSON.parse(definition).panels[0].title),
    ['new', 'a'],
  );
});

test('of large versions there are fewer, and of a step that is too large there is no undo', t => {
  const { store, edit, temp } = openStore(t);
  const large = (title: string) => {
    temp.nowMs += 60_000;
    const panels = Array.from({ length: 60 }, (_, i) => ({
      ...stat(`p${i}`),
      queries: Array.from({ length: 10 }, () => ({ expr: `x${' + 1'.repeat(480)}` })),
    }));
    return edit(MARA, board => ({ ...board, title, panels: panels as PanelDefinition[] }));
  };
  large('first');
  assert.equal(store.undo('attic', MARA), undefined);
  for (let i = 0; i < 16; i++) large(`title ${i}`);
  const kept = store.versions.list('attic');
  const chars = kept.reduce((sum, { definition }) => sum + definition.length, 0);
  assert.ok(chars <= MAX_UNNAMED_CHARS && kept.length > 5 && kept.length < 17, `${kept.length} of ${chars}`);
});

test('with a dashboard go its versions and steps', t => {
  const { store, panel } = openStore(t);
  panel(MARA, 'a', { title: 'new' });
  store.remove('attic');
  store.create(BOARD, 'attic');
  assert.equal(store.versions.list('attic').length, 1);
  assert.equal(store.undo('attic', MARA), undefined);
});
