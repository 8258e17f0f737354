import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { BoardDifference } from '../file/compare-boards.ts';
import { DifferenceList } from '../file/difference-list.tsx';
import type { KeptVersion } from '../kept/versions.ts';
import type { Dashboard } from '../store.ts';

export interface VersionPageProps {
  readonly shell: PageShell;
  readonly dashboard: Dashboard;
  readonly version: KeptVersion;
  readonly all: readonly KeptVersion[];
  /** The one it is compared with; undefined: it is the oldest. */
  readonly other: KeptVersion | undefined;
  readonly difference: BoardDifference | undefined;
  readonly isReadable: boolean;
  readonly error: string | undefined;
}

/** One version: what it changed, compared with any other, its name, and the way back to it. */
export function VersionPage(props: VersionPageProps) {
  const { shell, dashboard, version, all, other, difference, isReadable, error } = props;
  const { slug, definition } = dashboard;
  const title = labelOf(version);
  const href = routes.dashboardVersion.href({ slug, id: version.id });
  return (
    <Page
      shell={shell}
      title={`${title} of ${definition.title}`}
      room="home"
      acts={
        <Button icon="back" href={routes.dashboardVersions.href({ slug })}>
          All versions
        </Button>
      }
    >
      {error !== undefined && <Banner status="crit">{error}</Banner>}
      <Sheet id="version-change" title={other ? `${title}, compared with ${labelOf(other)}` : title}>
        <form class="versions__form" action={href}>
          <Field
            id="against"
            name="against"
            label="Compare with"
            value={String(other?.id ?? '')}
            options={all
              .filter(({ id }) => id !== version.id)
              .map(each => ({ value: String(each.id), label: labelOf(each) }))}
          />
          <Button>Compare</Button>
        </form>
        <Difference {...{ other, difference, isReadable }} />
      </Sheet>
      <Sheet id="version-deeds" title="This version">
        <form class="versions__form" method="post" action={href}>
          <input type="hidden" name="answer" value="name" />
          <Field
            id="version-name"
            name="name"
            label="Name"
            hint="named versions stay"
            value={version.name ?? ''}
            attributes={{ maxlength: 100 }}
          />
          <Button>Keep the name</Button>
        </form>
        {isReadable && (
          <form method="post" action={href}>
            <input type="hidden" name="answer" value="restore" />
            <p class="soft">
              The dashboard becomes as it was then, for everybody. That is a new version, and can be undone.
            </p>
            <Button look="solid">Restore it</Button>
          </form>
        )}
      </Sheet>
    </Page>
  );
}

function Difference({ other, difference, isReadable }: Pick<VersionPageProps, 'other' | 'difference' | 'isReadable'>) {
  if (!isReadable) return <p>This version was kept by another version of Telltale, and cannot be read any more.</p>;
  if (!other) return <p>This is the oldest version that is kept.</p>;
  if (!difference || difference.fields.length + difference.panels.length === 0) return <p>Nothing differs.</p>;
  return <DifferenceList difference={difference} />;
}

const labelOf = ({ name, version }: KeptVersion) => name ?? `Version ${version}`;
