import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { BoardProblem } from '../file/read-board-file.ts';

export interface ImportPageProps {
  readonly shell: PageShell;
  /** Of the text that was sent last; none of it was kept. */
  readonly problems?: readonly BoardProblem[];
  /** What is wrong with the form. */
  readonly error?: string;
  readonly text?: string;
  readonly url?: string;
}

/** Where a dashboard comes in as a file: uploaded, pasted, or read from an address. */
export function ImportPage({ shell, problems = [], error, text, url }: ImportPageProps) {
  return (
    <Page shell={shell} title="Import a dashboard" room="home" note="as it was exported">
      <div class="import">
        {problems.length > 0 && <Problems problems={problems} />}
        <Sheet id="import" title="From a file" note="Nothing is overwritten without being asked for">
          <form class="import__form" method="post" action={routes.dashboardImport.href()} enctype="multipart/form-data">
            <Field
              id="import-file"
              name="file"
              label="A file"
              hint="at most 1 MiB"
              error={error}
              attributes={{ class: 'import__file', type: 'file', accept: '.json,application/json' }}
            />
            <Field
              id="import-text"
              name="text"
              kind="textarea"
              label="or its text"
              value={text}
              attributes={{ class: 'import__text', spellcheck: 'false', autocomplete: 'off' }}
            />
            <Field
              id="import-url"
              name="url"
              label="or its address"
              hint="on the open internet"
              value={url}
              attributes={{ type: 'url', autocomplete: 'off', maxlength: 2000 }}
            />
            <div class="cluster">
              <Button look="solid">Import</Button>
              <Button look="plain" href={routes.home.href()}>
                Cancel
              </Button>
            </div>
          </form>
        </Sheet>
      </div>
    </Page>
  );
}

function Problems({ problems }: { readonly problems: readonly BoardProblem[] }) {
  return (
    <Sheet id="problems" title="This is not imported" note="nothing of it was kept" padded={false}>
      <ol class="import__problems">
        {problems.map(({ path, line, message }) => (
          <li>
            <span>
              {path === '' ? 'The text' : <code>{path}</code>} {message}
            </span>
            <span class="dim">line {line}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
