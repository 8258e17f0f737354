import type { PanelDefinition } from './definition.ts';
import { type BoardSources, startBoard } from './live.ts';
import type { Dashboard } from './store.ts';
import type { PanelInView } from './text.ts';
import type { BoardView } from './view/board-view.ts';

/** A panel with what it shows at this moment. Nothing goes on behind it. */
export async function viewPanel(
  sources: BoardSources,
  { definition: { variables }, slug }: Dashboard,
  panel: PanelDefinition,
  view: BoardView,
): Promise<PanelInView> {
  const definition = { panels: [panel], ...(variables && { variables }) };
  const board = await startBoard(sources, {
    ...{ definition, view, board: { slug, mayPress: false } },
    onChange() {},
    onLost() {},
  });
  try {
    return board.inView()[0]!;
  } finally {
    board.stop();
  }
}
