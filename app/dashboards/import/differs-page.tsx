import { Button } from '../../../components/button.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import type { PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import { type BoardDifference, sumUp } from '../file/compare-boards.ts';
import { DifferenceList } from '../file/difference-list.tsx';
import type { Dashboard } from '../store.ts';
import { ImportFrame } from './import-frame.tsx';

export interface DiffersPageProps {
  readonly shell: PageShell;
  readonly mine: Dashboard;
  readonly difference: BoardDifference;
  /** Of the dashboard that came. */
  readonly text: string;
}

/** There is a dashboard of that name, and it is another one: what would change, and three answers. */
export function DiffersPage({ shell, mine, difference, text }: DiffersPageProps) {
  const { slug, definition } = mine;
  return (
    <ImportFrame shell={shell} note="nothing is changed yet">
      <Sheet id="differs" title={`There is “${definition.title}” already`} note={sumUp(difference)} padded={false}>
        <DifferenceList difference={difference} />
        <form class="import__acts" method="post" action={routes.dashboardImport.href()} enctype="multipart/form-data">
          <input type="hidden" name="text" value={text} />
          <input type="hidden" name="version" value={mine.version} />
          <Button look="solid" href={routes.dashboard.href({ slug })}>
            Keep mine
          </Button>
          <Button attributes={{ name: 'answer', value: 'replace' }}>Take theirs</Button>
          <Button attributes={{ name: 'answer', value: 'copy' }}>Import as a copy</Button>
        </form>
      </Sheet>
    </ImportFrame>
  );
}
