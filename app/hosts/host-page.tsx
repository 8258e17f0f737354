import { raw } from 'hono/html';
import { Segment } from '../../components/segment.tsx';
import { type Range, rangeOptions } from '../dashboards/range.ts';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';

export interface HostPageProps {
  readonly shell: PageShell;
  readonly name: string;
  /** What it runs, in a few words. */
  readonly about: string | undefined;
  readonly range: Range;
  readonly live: LiveLink;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
}

/** One machine: the panels of This machine, for its readings. */
export function HostPage({ shell, name, about, range, live, cloth }: HostPageProps) {
  const ranges = rangeOptions(range, each => routes.host.href({ name }, { range: each }));
  const note = (
    <>
      {about && `${about} · `}
      <a class="link" href={routes.hosts.href()}>
        all hosts
      </a>
    </>
  );
  return (
    <Page
      shell={shell}
      title={name}
      room="explore"
      note={note}
      live={live}
      acts={<Segment label="Range" options={ranges} />}
    >
      {raw(cloth)}
    </Page>
  );
}
