import { Sheet } from '../../../components/sheet.tsx';
import { Table } from '../../../components/table.tsx';
import { routes } from '../../routes.ts';
import { FileDecision } from './file-decision.tsx';
import type { FiledBoard } from './filed-board.ts';
import { standingWords } from './standing-words.ts';

/** All files of dashboards, and of those that need a decision what differs. */
export function FilesSheet({ boards }: { readonly boards: readonly FiledBoard[] }) {
  const conflicts = boards.filter(({ standing }) => standing === 'conflict');
  return (
    <Sheet id="dashboard-files" title="Dashboard files" note="in the folder dashboards" padded={false}>
      {conflicts.map(board => (
        <section class="filed" aria-label={board.file}>
          <h3 class="filed__title">{board.file}</h3>
          <FileDecision board={board} back="settings" />
        </section>
      ))}
      <Table
        roomy
        caption="Dashboard files"
        columns={[
          { label: 'file', align: 'text' },
          { label: 'dashboard', align: 'text' },
          { label: 'stands', align: 'text' },
          { label: '', align: 'figure' },
        ]}
        rows={boards.map(board => ({ cells: cellsOf(board) }))}
      />
    </Sheet>
  );
}

function cellsOf(board: FiledBoard) {
  const { slug, file, mine, theirs } = board;
  return [
    file,
    mine ? (
      <a class="link" href={routes.dashboard.href({ slug })}>
        {mine.definition.title}
      </a>
    ) : (
      (theirs?.title ?? slug)
    ),
    standingWords(board).short,
    <a class="link" href={routes.dashboardInFolder.href({ slug })}>
      Look<span class="unseen"> at {file}</span>
    </a>,
  ];
}
