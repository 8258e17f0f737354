import type { DashboardDefinition } from '../definition.ts';
import { type Board, type BoardOptions, type BoardSources, startBoard } from '../live.ts';
import { isSameAsked } from './same-asked.ts';

type Shown = Pick<DashboardDefinition, 'panels' | 'variables'>;

/** A board whose panels change while one looks. */
export interface MovingBoard {
  readonly board: Board;
  /** Goes over to these panels; what asks for the same goes on as it is. */
  take(next: Shown): Promise<void>;
  stop(): void;
}

export async function startMovingBoard(
  sources: BoardSources,
  definition: Shown,
  look: Omit<BoardOptions, 'definition'>,
): Promise<MovingBoard> {
  let asked = definition;
  let board = await startBoard(sources, { ...look, definition });
  let isStopped = false;
  return {
    get board() {
      return board;
    },
    async take(next) {
      if (isSameAsked(asked, next)) return;
      const started = await startBoard(sources, { ...look, definition: next });
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
