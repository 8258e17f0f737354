import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { formatDuration } from '../../../components/format/format-duration.ts';
import { Sheet } from '../../../components/sheet.tsx';
import { routes } from '../../routes.ts';
import type { JobSetting } from '../runs/job-setting.ts';
import type { JobView } from '../runs/job-view.ts';
import type { Faults, Typed } from './parse-setting.ts';
import { writeTimeSpan } from './parse-time-span.ts';

export interface SettingSheetProps {
  readonly job: JobView;
  readonly setting: JobSetting;
  /** IANA name, proposed for a cron line. */
  readonly timeZone: string;
  /** What was typed and could not be taken. */
  readonly refused?: { readonly typed: Typed; readonly faults: Faults } | undefined;
}

const KINDS = [
  { value: 'learned', label: 'As it usually runs' },
  { value: 'none', label: 'At any time' },
  { value: 'every', label: 'At an interval' },
  { value: 'cron', label: 'By a cron line' },
];

/** When the job should run, and when its silence counts. */
export function SettingSheet({ job, setting, timeZone, refused }: SettingSheetProps) {
  const typed = refused?.typed ?? toTyped(setting, timeZone);
  const faults = refused?.faults ?? {};
  return (
    <Sheet id="schedule" title="When it should run" end={<PauseButton name={job.name} isPaused={setting.isPaused} />}>
      <form class="form job-form" method="post" action={routes.jobSetting.href({ name: job.name })}>
        <Field
          id="job-schedule"
          name="schedule"
          label="Schedule"
          options={KINDS}
          value={typed.schedule}
          error={faults.schedule}
        />
        <div data-for="every">
          <Field
            id="job-every"
            name="every"
            label="Every"
            hint="1 h, 15 min, 1 d"
            value={typed.every}
            error={faults.every}
          />
        </div>
        <div data-for="cron">
          <Field
            id="job-cron"
            name="cron"
            label="Cron line"
            hint="minute hour day month weekday"
            value={typed.cron}
            error={faults.cron}
            attributes={{ class: 'mono', autocapitalize: 'off', spellcheck: 'false' }}
          />
          <Field
            id="job-zone"
            name="timeZone"
            label="Time zone"
            hint="of that line"
            value={typed.timeZone}
            error={faults.timeZone}
          />
        </div>
        <div class="job-form__pair">
          <Field
            id="job-late"
            name="lateAfter"
            label="Late after"
            value={typed.lateAfter}
            error={faults.lateAfter}
            attributes={{ placeholder: job.lateAfterMs === undefined ? 'assumed' : formatDuration(job.lateAfterMs) }}
          />
          <Field
            id="job-lost"
            name="lostAfter"
            label="Lost after silence of"
            value={typed.lostAfter}
            error={faults.lostAfter}
            attributes={{ placeholder: formatDuration(job.lostAfterMs) }}
          />
        </div>
        <p class="soft">
          A start that does not come is late; a run that began and says nothing more is lost. Left empty, both are taken
          from how it ran before.
        </p>
        <Field
          id="job-description"
          name="description"
          label="What it is for"
          value={typed.description}
          error={faults.description}
        />
        <div class="form__acts">
          <Button look="solid">Save</Button>
        </div>
      </form>
    </Sheet>
  );
}

function PauseButton({ name, isPaused }: { name: string; isPaused: boolean }) {
  return (
    <form method="post" action={routes.jobPause.href({ name })}>
      <input type="hidden" name="paused" value={isPaused ? 'off' : 'on'} />
      <Button size="small" icon={isPaused ? undefined : 'pause'}>
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
    </form>
  );
}

function toTyped({ schedule, lateAfterMs, lostAfterMs, description }: JobSetting, timeZone: string): Typed {
  return {
    schedule: schedule.kind,
    every: schedule.kind === 'every' ? writeTimeSpan(schedule.everyMs) : '',
    cron: schedule.kind === 'cron' ? schedule.pattern : '',
    timeZone: schedule.kind === 'cron' ? schedule.timeZone : timeZone,
    lateAfter: lateAfterMs === undefined ? '' : writeTimeSpan(lateAfterMs),
    lostAfter: lostAfterMs === undefined ? '' : writeTimeSpan(lostAfterMs),
    description,
  };
}
