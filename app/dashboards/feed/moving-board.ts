import type { PanelDefinition } from '../definition.ts';
import type { ShownPanel } from '../layout/groups-of.ts';
import { type Board, type BoardOptions, type BoardSources, startBoard } from '../live.ts';
import { isSameAsked } from './same-asked.ts';

type Look = Omit<BoardOptions, 'definition'>;

/** A board whose panels change while one looks. */
export interface MovingBoard {
  readonly board: Board;
  /** Goes over to these panels; what asks for the same goes on as it is. */
  take(panels: readonly ShownPanel[]): Promise<void>;
  stop(): void;
}

export async function startMovingBoard(
  sources: BoardSources,
  panels: readonly PanelDefinition[],
  look: Look,
): Promise<MovingBoard> {
  let asked = panels;
  let board = await startBoard(sources, { ...look, definition: { panels: [...panels] } });
  let isStopped = false;
  return {
    get board() {
      return board;
    },
    async take(next) {
      if (isSameAsked(asked, next)) return;
      const started = await startBoard(sources, { ...look, definition: { panels: [...next] } });
      const last = isStopped ? started : board;
      if (!isStopped) board = started;
      asked = next;
      last.stop();
    },
    stop() {
      isStopped = true;
      board.stop();
    },
  };
}
