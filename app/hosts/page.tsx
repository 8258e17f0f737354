import { raw } from 'hono/html';
import { CodeLine } from '../../components/code-line.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { ExploreSegment } from '../explore/explore-segment.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';

export interface HostsPageProps extends AddHostProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  /** The rows as the screen drew them last. */
  readonly rows: string;
}

/** All machines that send, the ones in trouble first. */
export function HostsPage({ shell, live, rows, ...add }: HostsPageProps) {
  const acts = <ExploreSegment current="hosts" />;
  return (
    <Page shell={shell} title="Hosts" room="explore" live={live} acts={acts}>
      <HostsContent rows={rows} {...add} />
    </Page>
  );
}

/** What the page holds below its title. */
export function HostsContent({ rows, ...add }: AddHostProps & { readonly rows: string }) {
  return (
    <>
      <section class="sheet hosts" aria-label="Hosts">
        <div class="table-scroll">
          <table class="table table--roomy">
            <caption class="unseen">Hosts, the ones in trouble first</caption>
            <HostsHead />
            {raw(rows)}
          </table>
        </div>
      </section>
      <AddHost {...add} />
    </>
  );
}

const HEADS = ['CPU', 'memory', 'fullest disk', 'in', 'out', 'load', 'up'];

function HostsHead() {
  return (
    <thead>
      <tr>
        <th class="table__head table__head--text" scope="col">
          host
        </th>
        <th class="table__head table__head--text" scope="col">
          CPU, last 15 min
        </th>
        {HEADS.map(label => (
          <th class="table__head" scope="col">
            {label}
          </th>
        ))}
        <th class="table__head table__head--text" scope="col">
          state
        </th>
      </tr>
    </thead>
  );
}

interface AddHostProps {
  /** The address that other machines use. */
  readonly origin: string;
  /** `TOKEN` where it may not be shown. */
  readonly token: string;
}

/** The line to paste on another machine. */
function AddHost({ origin, token }: AddHostProps) {
  const isLocal = /^http:\/\/(localhost|127\.|\[::1\])/.test(origin);
  return (
    <Sheet id="add-host" title="Add a machine" note="nothing to set up there but Node">
      <CodeLine text={`TELLTALE_TOKEN=${token} npx telltale host --to ${origin}`} address={origin} />
      <p class="hosts__hint">
        It sends its readings once a second, and keeps them while this server cannot be reached. <code>--name</code>{' '}
        calls it something else than its own name.
      </p>
      {isLocal && (
        <p class="hosts__hint">
          This page is open under an address that only this machine knows. Start the server with{' '}
          <code>TELLTALE_HOST=0.0.0.0</code>, and write its name or address there in place of <code>{origin}</code>.
        </p>
      )}
    </Sheet>
  );
}
