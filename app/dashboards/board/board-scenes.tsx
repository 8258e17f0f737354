import type { Guard } from '../../auth/guard.ts';
import { hasRight } from '../../auth/identity.ts';
import type { Scene } from '../../http/live.ts';
import { type FeedEvents, runScreen } from '../../http/run-screen.ts';
import type { TextFeed } from '../../http/text-feed.ts';
import { textScene } from '../../http/text-scene.ts';
import { timeZoneOf } from '../../http/time-zone.ts';
import { routes } from '../../routes.ts';
import type { PanelDefinition } from '../definition.ts';
import { type BoardFeedSources, startBoardFeed } from '../feed/board-feed.tsx';
import { type Folds, foldsQuery, readFolds } from '../feed/folds.ts';
import { hasControls } from '../feed/has-controls.ts';
import { PanelMenu } from '../panel-menu.tsx';
import type { Dashboard } from '../store.ts';
import type { BoardView } from '../view/board-view.ts';

/** How somebody looks at a dashboard. */
export interface Looked {
  readonly view: BoardView;
  readonly folds: Folds;
  readonly mayPress: boolean;
}

export type BoardScenes = ReturnType<typeof createBoardScenes>;

/** What one dashboard is shown by: a feed for a page or a text, and the screen that viewers share. */
export function createBoardScenes({ guard, feed }: { readonly guard: Guard; readonly feed: BoardFeedSources }) {
  const { sources } = feed;

  const startFeed = (slug: string, { view, folds, mayPress }: Looked, events: FeedEvents): Promise<TextFeed> => {
    const foldHref = (next: Folds) => routes.dashboard.href({ slug }, { ...view.query, ...foldsQuery(next) });
    const look = {
      view,
      board: { slug, mayPress },
      hrefOf: (id: string) => routes.panel.href({ slug, id }, view.query),
      menuOf: (panel: PanelDefinition) => <PanelMenu slug={slug} panel={panel} />,
    };
    return startBoardFeed(feed, { slug, look, folds, foldHref }, events);
  };

  const contextOf = ({ definition }: Dashboard, request: Request, url: URL) => ({
    nowMs: sources.now(),
    timeZone: timeZoneOf(request, url, sources.timeZone),
    variables: definition.variables,
  });

  const lookedAt = (view: BoardView, request: Request, url: URL): Looked => ({
    ...{ view, folds: readFolds(url.searchParams) },
    mayPress: hasRight(guard.identify(request), 'own'),
  });

  const sceneOf = (dashboard: Dashboard, looked: Looked): Scene => ({
    name: nameOf(dashboard, looked),
    start: () => runScreen(events => startFeed(dashboard.slug, looked, events), sources.onError),
  });

  const textSceneOf = (dashboard: Dashboard, looked: Looked, url: URL) => {
    const { name } = sceneOf(dashboard, looked);
    const start = (events: FeedEvents) => startFeed(dashboard.slug, looked, events);
    return textScene(url, { name, start, onError: sources.onError });
  };

  return { startFeed, contextOf, lookedAt, sceneOf, textSceneOf };
}

/** Who sees the same shares one screen; only where something can be pressed it matters who may. */
function nameOf({ slug, definition }: Dashboard, { view, folds: { opened, closed }, mayPress }: Looked): string {
  const pressing = hasControls(definition) && mayPress ? ' pressing' : '';
  return `dashboard ${slug} ${view.name} ${opened.join()} ${closed.join()}${pressing}`;
}
