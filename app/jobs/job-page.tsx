import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Button } from '../../components/button.tsx';
import { Sheet } from '../../components/sheet.tsx';
import { type LiveLink, Page, type PageShell } from '../http/page.tsx';
import { routes } from '../routes.ts';
import { OutputLines } from './output-lines.tsx';
import type { RunOutput } from './runs/keeper-calls.ts';
import { SettingSheet, type SettingSheetProps } from './settings/setting-sheet.tsx';
import { ago, tellExit, tellSilence } from './tell-state.ts';

export interface JobPageProps extends SettingSheetProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  /** The areas as the screen drew them last. */
  readonly now: string;
  readonly output: string;
  readonly history: string;
  readonly mayEdit: boolean;
  readonly toast?: Child;
}

/** One job: now, what it said, how it went before, when it should run. */
export function JobPage(props: JobPageProps) {
  const { shell, live, job, setting, now, output, history, mayEdit, toast } = props;
  return (
    <Page
      {...{ shell, live, toast }}
      title={job.name}
      note={setting.description || undefined}
      room="jobs"
      scripts={['js/tail.js']}
      acts={
        <Button icon="back" href={routes.jobs.href()}>
          All jobs
        </Button>
      }
    >
      <div class={mayEdit ? 'job-page' : 'stack'}>
        <div class="job-page__main">
          {raw(now)}
          {raw(output)}
          {raw(history)}
        </div>
        {mayEdit && (
          <div class="job-page__side">
            <SettingSheet {...props} />
            <Sheet id="removal" title="Remove">
              <div class="stack">
                <p class="soft">Takes the job away with all its runs. When it speaks again it is a new one.</p>
                <div>
                  <Button icon="trash" href={routes.jobRemoval.href({ name: job.name })}>
                    Remove this job
                  </Button>
                </div>
              </div>
            </Sheet>
          </div>
        )}
      </div>
    </Page>
  );
}

export interface RunPageProps {
  readonly shell: PageShell;
  readonly name: string;
  readonly output: RunOutput;
  readonly timeZone: string;
  readonly nowMs: number;
}

/** One run of a job, with all that is kept of its output. */
export function RunPage({ shell, name, output: { run, lines }, timeZone, nowMs }: RunPageProps) {
  const word = { running: 'running', ok: 'done', failed: tellExit(run), lost: 'lost' }[run.status];
  const more = run.status === 'lost' ? tellSilence(run, nowMs) : ago(run.endMs ?? run.heardMs, nowMs);
  return (
    <Page
      shell={shell}
      title={`${name}, run ${run.number}`}
      note={`${word} · ${more}${run.reason === '' ? '' : ` · ${run.reason}`}`}
      room="jobs"
      acts={
        <Button icon="back" href={routes.job.href({ name })}>
          {name}
        </Button>
      }
    >
      <Sheet id="job-output" title="Output" note={`${lines.length} lines`} padded={false}>
        {lines.length > 0 ? (
          <OutputLines lines={lines} timeZone={timeZone} isWhole />
        ) : (
          <p class="sheet__body soft">No line of this run is kept.</p>
        )}
      </Sheet>
    </Page>
  );
}
