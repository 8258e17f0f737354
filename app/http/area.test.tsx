import assert from 'node:assert/strict';
import { test } from 'node:test';
import { area, Slot, wholeArea } from './area.tsx';

const regions = [{ id: 'x', html: '<li id="x">1</li>' }];

test('an area keeps what stands around its regions, and the page stays as it was written', () => {
  const list = (
    <ol id="list" class="rows">
      <li>First & last</li>
      <Slot />
      <li>{'<!--regions-->'}</li>
    </ol>
  );
  assert.deepEqual(area('list', list, regions), {
    id: 'list',
    open: '<ol id="list" class="rows"><li>First &amp; last</li>',
    regions,
    close: '<li>&lt;!--regions--&gt;</li></ol>',
  });
});

test('an element without a slot, or with two, is refused by its name', () => {
  const twice = (
    <ol>
      <Slot />
      <Slot />
    </ol>
  );
  assert.throws(() => area('list', <ol />, regions), /area "list" must hold one <Slot \/>/);
  assert.throws(() => area('list', twice, regions), /area "list" must hold one <Slot \/>/);
});

test('a whole area has no regions of its own', () => {
  assert.deepEqual(wholeArea('note', <p id="note">21 °C</p>), {
    id: 'note',
    open: '<p id="note">21 °C</p>',
    regions: [],
    close: '',
  });
});
