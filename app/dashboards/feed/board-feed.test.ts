import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Change } from '../../../db/outbox.ts';
import { createReactiveStream } from '../../stream/reactive.ts';
import { openApp } from '../../testing/open-app.ts';
import type { PanelDefinition } from '../definition.ts';
import { DEFAULT_RANGE } from '../range.ts';
import { boardView } from '../view/board-view.ts';
import { startBoardFeed } from './board-feed.tsx';
import { NO_FOLDS } from './folds.ts';

const app = await openApp({ after });
const { state, dashboards: store, ...deps } = app.deps;
const { history, promqlLive: promql, queries, logs, events, images, jobs, now, units } = deps;

const stat = (id: string, expr: string): PanelDefinition => {
  return { kind: 'stat', id, title: id, w: 12, h: 4, queries: [{ expr }] };
};

/** A feed that hears of no change, and what it draws. */
async function startDeaf(panels: PanelDefinition[], read: typeof logs = logs) {
  const made = await state.transactional.batch(() => store.create({ title: 'Deaf', panels }));
  const { slug } = made!;
  const lost = Promise.withResolvers<unknown>();
  const controls = deps.presses;
  const boards = { links: () => [], changes: state.outbox.changes };
  const sources = {
    ...{
      history,
      promql,
      queries,
      logs: read,
      events,
      images,
      jobs,
      boards,
      controls,
      now,
      timeZone: 'UTC',
      origin: 'http://boat',
      unitOf: units.unitOf,
    },
    onError: (error: unknown) => {
      throw error;
    },
  };
  const changes = createReactiveStream<Change>({ capacity: 1 });
  const feed = await startBoardFeed(
    { store, changes, folder: { find: () => undefined }, sources },
    { slug, look: { view: boardView(DEFAULT_RANGE, 'UTC') }, folds: NO_FOLDS },
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

test('of two changes the last one counts, also when the first one is ready later', async () => {
  const readable = Promise.withResolvers<void>();
  const slow: typeof logs = { ...logs, tail: (...asked) => readable.promise.then(() => logs.tail(...asked)) };
  const { slug, feed, shown } = await startDeaf([stat('one', 'a')], slow);
  const change = async (panel: PanelDefinition) => {
    await state.transactional.batch(() => store.edit(slug, now => ({ ...now, panels: [panel] })));
    return { shown: feed.fresh!() };
  };
  const first = await change({ kind: 'log', id: 'log', title: 'log', w: 12, h: 4, stream: 'door' });
  const second = await change(stat('last', 'b'));
  readable.resolve();
  await Promise.all([first.shown, second.shown]);
  assert.match(shown(), /id="panel-last"/);
  assert.doesNotMatch(shown(), /id="panel-log"/);
  feed.stop();
});

test('it ends when its dashboard is gone', async () => {
  const { slug, feed, lost } = await startDeaf([stat('one', 'a')]);
  await state.transactional.batch(() => store.remove(slug));
  await feed.fresh!();
  assert.equal(await lost, undefined);
  feed.stop();
});
