import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLUMNS, type DashboardDefinition, type PanelDefinition } from '../definition.ts';
import { arrangePanels } from './arrange-panels.ts';
import type { Box } from './box.ts';
import { packBoxes } from './pack-boxes.ts';
import { putBox } from './put-box.ts';
import { putPanel } from './put-panel.ts';
import { removeSection } from './remove-section.ts';
import { sizePanel } from './size-panel.ts';
import { type Direction, stepPanel } from './step-panel.ts';

const LAYOUTS = 300;

/** The same numbers in every run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

type Named = Box & { readonly id: string };

function randomBoxes(seed: number): Named[] {
  const roll = dice(seed);
  return Array.from({ length: 1 + roll(14) }, (_, i) => {
    const w = 2 + roll(COLUMNS - 1);
    return { id: `b${i}`, w, h: 2 + roll(8), x: roll(COLUMNS - w + 1), y: roll(30) };
  });
}

/** Plain and slow: cell by cell. */
function cellsTwice(boxes: readonly Box[]): string[] {
  const seen = new Set<string>();
  return boxes.flatMap(({ x, y, w, h }) => {
    const cells = Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
    return cells.filter(cell => seen.size === seen.add(cell).size);
  });
}

function floating(boxes: readonly Box[]): Box[] {
  return boxes.filter(
    ({ x, y, w }) => y > 0 && !boxes.some(other => other.y + other.h === y && other.x < x + w && x < other.x + other.w),
  );
}

const idsOf = (boxes: readonly { readonly id: string }[]) => boxes.map(({ id }) => id).sort();

function assertSewn(boxes: readonly Named[], ids: readonly string[], about: string): void {
  assert.deepEqual(cellsTwice(boxes), [], `${about}: two on one cell`);
  assert.deepEqual(floating(boxes), [], `${about}: nothing above it`);
  assert.deepEqual(idsOf(boxes), ids, `${about}: all of them, once`);
  assert.ok(boxes.every(({ x, y, w }) => x >= 0 && y >= 0 && x + w <= COLUMNS));
}

test('whatever boxes there are, packed they neither overlap nor float, none is lost, and packing again changes nothing', () => {
  for (let seed = 0; seed < LAYOUTS; seed++) {
    const boxes = randomBoxes(seed);
    const packed = packBoxes(boxes);
    assertSewn(packed, idsOf(boxes), `layout ${seed}`);
    assert.deepEqual(packBoxes(packed), packed);
    assert.deepEqual(
      packBoxes(boxes.toReversed().toSorted((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }))),
      packed,
    );
    assert.deepEqual(packed.map(({ w, h, x }) => [w, h, x]).sort(), boxes.map(({ w, h, x }) => [w, h, x]).sort());
  }
});

test('a box that is put anywhere keeps its column and size, and the others give way', () => {
  for (let seed = 0; seed < LAYOUTS; seed++) {
    const roll = dice(seed + 7000);
    const boxes = packBoxes(randomBoxes(seed));
    const [moved, ...others] = boxes as [Named, ...Named[]];
    const wanted = { ...moved, x: roll(COLUMNS - moved.w + 1), y: roll(40) };
    const put = putBox(others, wanted);
    assertSewn(put, idsOf(boxes), `layout ${seed}`);
    const { x, w, h } = put.find(({ id }) => id === moved.id)!;
    assert.deepEqual([x, w, h], [wanted.x, wanted.w, wanted.h]);
  }
});

test('a box takes the place of one whose upper half it covers, and goes below one whose lower half it covers', () => {
  const under = { id: 'under', x: 0, y: 0, w: 12, h: 4 };
  const rowsAt = (y: number) =>
    Object.fromEntries(putBox([under], { ...under, id: 'put', y }).map(box => [box.id, box.y]));
  assert.deepEqual(
    [rowsAt(0), rowsAt(1), rowsAt(2), rowsAt(9)],
    [
      { put: 0, under: 4 },
      { put: 0, under: 4 },
      { put: 4, under: 0 },
      { put: 4, under: 0 },
    ],
  );
});

const stat = (id: string, more: Partial<PanelDefinition> = {}): PanelDefinition =>
  ({ kind: 'stat', id, title: id, w: 6, h: 4, queries: [{ expr: 'x' }], ...more }) as PanelDefinition;
const section = (id: string): PanelDefinition => ({ kind: 'section', id, title: id, w: 24, h: 1 });

const board = (...panels: PanelDefinition[]): DashboardDefinition => ({ title: 'Board', panels });
const whereIs = ({ panels }: DashboardDefinition, collapsed?: ReadonlySet<string>) =>
  arrangePanels(panels, collapsed).map(({ id, x, y }) => `${id} ${x},${y}`);

test('panels without a place flow behind those that have one, and sections stand below each other', () => {
  const { panels } = board(stat('a'), stat('b', { x: 18, y: 0 }), section('s'), stat('c'), stat('d', { x: 0, y: 9 }));
  assert.deepEqual(whereIs({ title: '', panels }), ['a 0,0', 'b 18,0', 's 0,4', 'd 0,5', 'c 6,5']);
});

test('of a collapsed section there is only the line, and what is below moves up', () => {
  const definition = board(stat('a'), section('s'), stat('b'), section('t'), stat('c'));
  assert.deepEqual(whereIs(definition, new Set(['s'])), ['a 0,0', 's 0,4', 't 0,5', 'c 0,6']);
});

test('steps lead past neighbours, down to the next row and on into the next section, and back', () => {
  let definition = board(stat('a'), stat('b'), stat('c', { w: 24 }), section('s'), stat('d'));
  const steps: [Direction, string[]][] = [
    ['right', ['b 0,0', 'a 6,0', 'c 0,4', 's 0,8', 'd 0,9']],
    ['right', ['b 0,0', 'a 7,0', 'c 0,4', 's 0,8', 'd 0,9']],
    ['down', ['b 0,0', 'c 0,4', 'a 7,8', 's 0,12', 'd 0,13']],
    ['down', ['b 0,0', 'c 0,4', 's 0,8', 'd 0,9', 'a 7,9']],
    ['down', ['b 0,0', 'c 0,4', 's 0,8', 'd 0,9', 'a 7,9']],
    ['up', ['b 0,0', 'c 0,4', 'a 7,8', 's 0,12', 'd 0,13']],
    ['up', ['b 0,0', 'a 7,0', 'c 0,4', 's 0,8', 'd 0,9']],
    ['left', ['b 0,0', 'a 6,0', 'c 0,4', 's 0,8', 'd 0,9']],
    ['left', ['a 0,0', 'b 6,0', 'c 0,4', 's 0,8', 'd 0,9']],
    ['left', ['a 0,0', 'b 6,0', 'c 0,4', 's 0,8', 'd 0,9']],
  ];
  for (const [direction, after] of steps) {
    definition = stepPanel(definition, 'a', direction) ?? definition;
    assert.deepEqual(whereIs(definition), after, direction);
  }
});

test('neighbours of another height do not change places: a step is a column then', () => {
  const definition = board(stat('a'), stat('b', { h: 6 }));
  assert.deepEqual(whereIs(stepPanel(definition, 'a', 'right')!), ['a 1,0', 'b 6,4']);
});

test('a section that goes leaves its panels below all of the one above', () => {
  const definition = board(
    stat('a', { x: 0, y: 0 }),
    stat('c', { x: 0, y: 4 }),
    section('s'),
    stat('b', { x: 0, y: 0 }),
  );
  assert.deepEqual(whereIs(removeSection(definition, 's')), ['a 0,0', 'c 0,4', 'b 0,8']);
  assert.equal(removeSection(definition, 'gone'), definition);
});

test('a step touches no panel of another section', () => {
  const definition = board(stat('a'), section('s'), stat('b'));
  assert.equal(stepPanel(definition, 'a', 'right')!.panels.at(-1), definition.panels.at(-1));
});

test('a section moves with its panels, and not above those that have none', () => {
  const definition = board(stat('a'), section('s'), stat('b'), section('t'), stat('c'));
  assert.deepEqual(whereIs(stepPanel(definition, 't', 'up')!), ['a 0,0', 't 0,4', 'c 0,5', 's 0,9', 'b 0,10']);
  assert.deepEqual(
    [stepPanel(definition, 's', 'up'), stepPanel(definition, 't', 'down'), stepPanel(definition, 's', 'left')],
    [undefined, undefined, undefined],
  );
});

test('sizes end at the edges of the grid', () => {
  const definition = board(stat('a', { w: 22, h: 2 }));
  const sized = (columns: number, rows: number) => {
    const panel = sizePanel(definition, 'a', { columns, rows })?.panels[0];
    return panel && [panel.w, panel.h];
  };
  assert.deepEqual(
    [sized(2, 0), sized(3, 0), sized(0, -1), sized(-20, 38), sized(-21, 0), sized(0, 39)],
    [[24, 2], undefined, undefined, [2, 40], undefined, undefined],
  );
});

test('a panel is put where the pointer left it: into the section that is there, and within the grid', () => {
  const definition = board(stat('a'), stat('b'), section('s'), stat('c'));
  const put = (x: number, y: number, w = 6, h = 4) => whereIs(putPanel(definition, 'a', { x, y, w, h })!);
  assert.deepEqual(put(0, 4), ['b 6,0', 's 0,4', 'a 0,5', 'c 0,9']);
  assert.deepEqual(put(40, -3, 99, 1), ['a 0,0', 'b 6,2', 's 0,6', 'c 0,7']);
  assert.equal(putPanel(definition, 'gone', { x: 0, y: 0, w: 6, h: 4 }), undefined);
});
