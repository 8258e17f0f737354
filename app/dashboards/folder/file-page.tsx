import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { Dashboard } from '../store.ts';
import { FileDecision } from './file-decision.tsx';
import type { FiledBoard } from './filed-board.ts';

export interface FilePageProps {
  readonly shell: PageShell;
  readonly slug: string;
  readonly filed: FiledBoard | Unfiled;
  /** Why nothing was done. */
  readonly error?: string;
}

/** A dashboard without a file that can be read. */
export interface Unfiled {
  readonly mine: Dashboard;
  /** What a form that writes one sends back. */
  readonly seen: string;
  /** Its file is there, and left out. */
  readonly isNameTaken: boolean;
}

/** A dashboard and its file in the data folder: how they stand to each other, and what can be done. */
export function FilePage({ shell, slug, filed, error }: FilePageProps) {
  const file = 'file' in filed ? filed.file : `${slug}.json`;
  const title = filed.mine?.definition.title ?? slug;
  return (
    <Page
      shell={shell}
      title={title}
      room="home"
      note="and its file"
      acts={
        filed.mine && (
          <Button icon="back" href={routes.dashboard.href({ slug })}>
            Dashboard
          </Button>
        )
      }
    >
      <div class="import">
        {error !== undefined && <Banner status="warn">{error}</Banner>}
        <Sheet id="filed" title={`dashboards/${file}`} note="in the data folder" padded={false}>
          {'standing' in filed ? <FileDecision board={filed} /> : <Alone slug={slug} unfiled={filed} />}
        </Sheet>
      </div>
    </Page>
  );
}

function Alone({ slug, unfiled: { seen, isNameTaken } }: { readonly slug: string; readonly unfiled: Unfiled }) {
  if (isNameTaken)
    return (
      <p class="filed__words">
        The file is there and is left out.{' '}
        <a class="link" href={`${routes.settings.href()}#trouble`}>
          Settings
        </a>{' '}
        say why. The dashboard stays as it is.
      </p>
    );
  return (
    <>
      <p class="filed__words">
        This dashboard has no file. Once it has one, a change of the file alone is taken over, and where both are
        changed you are asked.
      </p>
      <form class="import__acts" method="post" action={routes.dashboardInFolder.href({ slug })}>
        <input type="hidden" name="seen" value={seen} />
        <Button look="solid" attributes={{ name: 'answer', value: 'write' }}>
          Write the file
        </Button>
      </form>
    </>
  );
}
