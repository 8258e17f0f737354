import { Banner } from '../../../components/banner.tsx';
import { wholeArea } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { FiledBoard } from './filed-board.ts';

const ID = 'file-note';

/** Over the panels: that the dashboard and its file were both changed. Empty otherwise, so that it can come while one looks. */
export function fileNote(board: FiledBoard | undefined): Area {
  return wholeArea(ID, <div id={ID}>{board?.standing === 'conflict' && <Conflict board={board} />}</div>);
}

function Conflict({ board: { slug, file } }: { readonly board: FiledBoard }) {
  const end = (
    <a class="link" href={routes.dashboardInFolder.href({ slug })}>
      See what differs
    </a>
  );
  return (
    <Banner status="warn" more="Nothing is overwritten." end={end}>
      This dashboard was changed here, and its file {file} was, too.
    </Banner>
  );
}
