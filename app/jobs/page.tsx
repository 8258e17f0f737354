import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { CodeLine } from '../../components/code-line.tsx';
import { Icon } from '../../components/icons.tsx';
import { LimpYarns } from '../../components/limp-yarns.tsx';
import { LiveStream } from '../../components/live.tsx';
import { SearchForm } from '../../components/search-form.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { MAX_ROWS } from './find-jobs.ts';
import type { WayToSignal } from './ways-to-signal.ts';

export interface JobsPageProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  readonly note: string;
  readonly found: Child;
  readonly search: string;
  readonly ways: readonly WayToSignal[];
  readonly toast?: Child;
}

/** All jobs, what needs a look first. */
export function JobsPage({ shell, live, note, found, search, ways, toast }: JobsPageProps) {
  return (
    <Page {...{ shell, live, toast, note }} title="Jobs" room="jobs">
      <SearchForm href={routes.jobs.href()} search={search} label="Search jobs" placeholder="Name or description" />
      {found}
      <details class="jobs__how">
        <summary>
          <Icon name="down" /> Send from a script
        </summary>
        <WaysToSignal ways={ways} />
      </details>
    </Page>
  );
}

/** What the page shows before any job has spoken. It begins to move when one does. */
export function NoJobsPage({ shell, live, found, ways, toast }: Omit<JobsPageProps, 'search' | 'note'>) {
  return (
    <Page {...{ shell, live, toast }} title="Jobs" room="jobs">
      <section class="sheet waiting jobs__waiting" aria-labelledby="jobs-waiting">
        <LimpYarns />
        <h2 class="waiting__title" id="jobs-waiting">
          No job has spoken yet. Let one say how it goes:
        </h2>
        <WaysToSignal ways={ways} />
      </section>
      {found}
    </Page>
  );
}

export interface FoundProps {
  /** The rows as the screen drew them last. */
  readonly rows: string;
  readonly liveHref: string;
  readonly total: number;
}

/** The list of what was found, with the stream of its own; a search swaps both. */
export function Found({ rows, liveHref, total }: FoundProps) {
  return (
    <section class="sheet" id="found" aria-label="Jobs">
      {raw(rows)}
      {total > MAX_ROWS && (
        <p class="explore__more dim">
          The first {MAX_ROWS} of {total}. Search to see others.
        </p>
      )}
      <LiveStream href={liveHref} />
    </section>
  );
}

function WaysToSignal({ ways }: Pick<JobsPageProps, 'ways'>) {
  return (
    <div class="jobs__send">
      {ways.map(({ label, text, address }) => (
        <>
          <p class="soft">{label}</p>
          <CodeLine text={text} address={address} prompt="" />
        </>
      ))}
      <p class="soft">
        A run that goes on without a word is lost after a while, and says so here; a start that should have come is
        late.
      </p>
    </div>
  );
}
