import { raw } from 'hono/html';
import { Banner } from '../../components/banner.tsx';
import type { BoardView } from '../dashboards/view/board-view.ts';
import { Pause } from '../dashboards/view/pause.tsx';
import { RangePicker } from '../dashboards/view/range-picker.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';

export interface HostPageProps {
  readonly shell: PageShell;
  readonly name: string;
  /** What it runs, in a few words. */
  readonly about: string | undefined;
  readonly view: BoardView;
  /** Why the view that was asked for cannot be had, as a sentence. */
  readonly problem: string | undefined;
  readonly nowMs: number;
  /** Undefined: the range stands still. */
  readonly live: LiveLink | undefined;
  /** The panels as the screen drew them last. */
  readonly cloth: string;
}

const SCRIPTS = ['js/crosshair.js', 'js/zoom.js', 'js/pause.js'];

/** One machine: the panels of This machine, for its readings. */
export function HostPage({ shell, name, about, view, problem, nowMs, live, cloth }: HostPageProps) {
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
      acts={
        <>
          {live && <Pause />}
          <RangePicker {...{ view, nowMs }} hrefOf={query => routes.host.href({ name }, query)} />
        </>
      }
      scripts={SCRIPTS}
    >
      {problem !== undefined && <Banner status="crit">{problem}</Banner>}
      {raw(cloth)}
    </Page>
  );
}
