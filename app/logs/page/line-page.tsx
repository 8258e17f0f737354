import { Button } from '../../../components/button.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { Surroundings } from '../calls.ts';
import { LineDetail } from './line-detail.tsx';
import { createLineRow } from './line-row.tsx';

export interface LinePageProps {
  readonly shell: PageShell;
  readonly around: Surroundings;
  /** Lines before and after. */
  readonly count: number;
  readonly timeZone: string;
  readonly origin: string;
}

/** One line, opened, among those of its stream. */
export function LinePage({ shell, around, count, timeZone, origin }: LinePageProps) {
  const { before, line, after } = around;
  const row = createLineRow('', timeZone);
  return (
    <Page
      shell={shell}
      title="A line and what is around it"
      note={`in ${line.stream}, ${new Date(line.atMs).toISOString().slice(0, 10)}`}
      room="logs"
      acts={
        <>
          <Button href={routes.logs.href({}, { line: line.seq, around: Math.min(200, count * 2) })}>More around</Button>
          <Button href={routes.logs.href({}, { stream: line.stream })}>All of {line.stream}</Button>
        </>
      }
      scripts={['js/logs.js']}
    >
      <section class="sheet logs__lines" aria-label="Lines">
        <ol class="log log--page" aria-label="Log lines">
          {before.map(row)}
          <li class="log__here" aria-current="true">
            <ol class="log log--page log--here">
              {row(line)}
              <LineDetail line={line} origin={origin} isInContext />
            </ol>
          </li>
          {after.map(row)}
        </ol>
      </section>
    </Page>
  );
}
