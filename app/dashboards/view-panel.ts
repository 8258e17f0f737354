import type { PanelDefinition } from './definition.ts';
import { type BoardSources, startBoard } from './live.ts';
import type { Range } from './range.ts';
import type { PanelInView } from './text.ts';

/** A panel with what it shows at this moment. Nothing goes on behind it. */
export async function viewPanel(sources: BoardSources, panel: PanelDefinition, range: Range): Promise<PanelInView> {
  const definition = { panels: [panel] };
  const board = await startBoard(sources, { definition, range, onChange() {}, onLost() {} });
  try {
    return board.inView()[0]!;
  } finally {
    board.stop();
  }
}
