import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Change } from '../../../db/outbox.ts';
import { createReactiveStream } from '../../stream/reactive.ts';
import { openApp } from '../../testing/open-app.ts';
import type { PanelDefinition } from '../definition.ts';
import { DEFAULT_RANGE } from '../range.ts';
import { startBoardFeed } from './board-feed.tsx';
import { NO_FOLDS } from './folds.ts';

const app = await openApp({ after });
const { state, dashboards: store, ...deps } = app.deps;
const { history, promqlLive: promql, logs, events, images, jobs, now, units } = deps;

const stat = (id: string, expr: string): PanelDefinition => {
  return { kind: 'stat', id, title: id, w: 12, h: 4, queries: [{ expr }] };
};

/** A feed that hears of no change, and what it draws. */
async function startDeaf(panels: PanelDefinition[]) {
  const made = await state.transactional.batch(() => store.create({ title: 'Deaf', panels }));
  const { slug } = made!;
  const lost = Promise.withResolvers<unknown>();
  const boards = { links: () => [], changes: state.outbox.changes };
  const sources = {
    ...{ history, promql, logs, events, images, jobs, boards, now, timeZone: 'UTC', unitOf: units.unitOf },
    onError: (error: unknown) => {
      throw error;
    },
  };
  const changes = createReactiveStream<Change>({ capacity: 1 });
  const feed = await startBoardFeed(
    { store, changes, folder: { find: () => undefined }, sources },
    { slug, look: { range: DEFAULT_RANGE }, folds: NO_FOLDS },
    { onChange() {}, onLost: lost.resolve },
  );
  const cloth = () => feed.draw().find(({ id }) => id === 'cloth')!;
  return {
    slug,
    feed,
    lost: lost.promise,
    shown: () =>
      cloth()
        .regions.map(({ html }) => html)
        .join(''),
  };
}

test('who asks sees what is kept now, though nobody has told the feed of it', async () => {
  await app.send('humidity', 55);
  const { slug, feed, shown } = await startDeaf([stat('one', 'temperature')]);
  await state.transactional.batch(() => store.edit(slug, now => ({ ...now, panels: [stat('two', 'humidity')] })));
  assert.match(shown(), /id="panel-one"/);
  await feed.fresh!();
  assert.doesNotMatch(shown(), /id="panel-one"/);
  assert.match(shown(), /id="panel-two"[\s\S]*55/);
  feed.stop();
});

test('of several changes the last one counts, in whatever order its panels are ready', async () => {
  const { slug, feed, shown } = await startDeaf([stat('one', 'a')]);
  const change = (...panels: PanelDefinition[]) =>
    state.transactional.batch(() => store.edit(slug, now => ({ ...now, panels })));
  const turns = [];
  for (let i = 0; i < 5; i++) {
    await change(stat(`p${i}`, `metric_${i}`));
    turns.push(feed.fresh!());
  }
  await Promise.all(turns);
  assert.match(shown(), /id="panel-p4"/);
  assert.doesNotMatch(shown(), /id="panel-p[0-3]"/);
  feed.stop();
});

test('it ends when its dashboard is gone', async () => {
  const { slug, feed, lost } = await startDeaf([stat('one', 'a')]);
  await state.transactional.batch(() => store.remove(slug));
  await feed.fresh!();
  assert.equal(await lost, undefined);
  feed.stop();
});
