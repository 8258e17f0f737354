import { Button } from '../../../components/button.tsx';
import { Field, type FieldProps } from '../../../components/field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import type { PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { BoardProblem } from '../file/read-board-file.ts';
import { ImportFrame } from './import-frame.tsx';

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
    <ImportFrame shell={shell} note="as it was exported">
      {problems.length > 0 && <Problems problems={problems} />}
      <Sheet id="import" title="From a file" note="Nothing is overwritten without being asked for">
        <form class="import__form" method="post" action={routes.dashboardImport.href()} enctype="multipart/form-data">
          <Way
            name="file"
            label="A file"
            hint="at most 1 MiB"
            error={error}
            attributes={{ class: 'import__file', type: 'file', accept: '.json,application/json' }}
          />
          <Way
            name="text"
            label="or its text"
            kind="textarea"
            value={text}
            attributes={{ class: 'import__text', spellcheck: 'false' }}
          />
          <Way
            name="url"
            label="or its address"
            hint="on the open internet"
            value={url}
            attributes={{ type: 'url', maxlength: 2000 }}
          />
          <div class="cluster">
            <Button look="solid">Import</Button>
            <Button look="plain" href={routes.home.href()}>
              Cancel
            </Button>
          </div>
        </form>
      </Sheet>
    </ImportFrame>
  );
}

/** One of the ways in which it comes. */
function Way({ name, attributes, ...field }: Omit<FieldProps, 'id' | 'name'> & { readonly name: string }) {
  return <Field id={`import-${name}`} name={name} {...field} attributes={{ autocomplete: 'off', ...attributes }} />;
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
