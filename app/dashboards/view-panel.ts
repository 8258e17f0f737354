import type { PanelDefinition } from './definition.ts';
import { type BoardSources, startBoard } from './live.ts';
import type { PanelInView } from './text.ts';
import type { BoardView } from './view/board-view.ts';

/** A panel with what it shows at this moment. Nothing goes on behind it. */
export async function viewPanel(sources: BoardSources, panel: PanelDefinition, view: BoardView): Promise<PanelInView> {
  const definition = { panels: [panel] };
  const board = await startBoard(sources, { definition, view, onChange() {}, onLost() {} });
  try {
    return board.inView()[0]!;
  } finally {
    board.stop();
  }
}
