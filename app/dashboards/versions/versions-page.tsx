import { Button } from '../../../components/button.tsx';
import { formatMoment } from '../../../components/format/format-moment.ts';
import { Sheet } from '../../../components/sheet.tsx';
import { Time } from '../../../components/time.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import { type KeptVersion, MAX_NAMED, MAX_UNNAMED } from '../kept/versions.ts';
import type { Dashboard } from '../store.ts';
import { tellChange } from './tell-change.ts';

export interface VersionsPageProps {
  readonly shell: PageShell;
  readonly clock: { readonly timeZone: string };
  readonly dashboard: Dashboard;
  /** Newest first. */
  readonly versions: readonly KeptVersion[];
  /** Of the first one that is shown, as many as go onto a page. */
  readonly from: number;
}

const PER_PAGE = 30;

/** What a dashboard was before. */
export function VersionsPage({ shell, clock, dashboard: { slug, definition }, versions, from }: VersionsPageProps) {
  const next = versions[from + PER_PAGE];
  const back = (
    <Button icon="back" href={routes.dashboardEdit.href({ slug })}>
      Back to building
    </Button>
  );
  return (
    <Page shell={shell} title={`Versions of ${definition.title}`} room="home" acts={back}>
      <Sheet id="versions" title="Versions" padded={false}>
        {versions.length === 0 && <p class="versions__none">It has not been changed yet.</p>}
        <ol class="versions">
          {versions.slice(from, from + PER_PAGE).map((version, i) => (
            <li class="versions__row">
              <a class="versions__name" href={routes.dashboardVersion.href({ slug, id: version.id })}>
                {version.name ?? `Version ${version.version}`}
                {from + i === 0 && <span class="dim"> · as it is now</span>}
              </a>
              <span class="versions__what">{tellChange(versions[from + i + 1], version)}</span>
              <span class="dim">{version.by ?? 'the server or a file'}</span>
              <Time
                class="dim"
                iso={new Date(version.atMs).toISOString()}
                words={wordsOf(version.atMs, clock.timeZone)}
              />
            </li>
          ))}
        </ol>
      </Sheet>
      {next && (
        <p class="versions__bounds">
          <a class="link" href={routes.dashboardVersions.href({ slug }, { from: next.id })}>
            Older versions
          </a>
        </p>
      )}
      <p class="dim versions__bounds">
        The newest {MAX_UNNAMED} are kept, and {MAX_NAMED} more that have a name. What one person changes within a
        minute is one version.
      </p>
    </Page>
  );
}

function wordsOf(atMs: number, timeZone: string): string {
  const moment = formatMoment(atMs, timeZone);
  return moment ? `${moment.day}, ${moment.clock}` : '';
}
