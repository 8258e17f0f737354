import { eq } from '../../../db/drizzle.ts';
import { jobSetting } from '../../../db/schema.ts';
import type { State } from '../../../db/state.ts';
import { DEFAULT_SETTING, type JobSetting } from './job-setting.ts';

export type JobSettings = ReturnType<typeof createJobSettings>;

/** What people set for jobs, in `state.db`. All of it is held in memory: there are no more than jobs. */
export function createJobSettings({ db, transactional, outbox }: State, now: () => number) {
  const settings = new Map(
    db
      .select()
      .from(jobSetting)
      .all()
      .map(row => [row.name, toSetting(row)]),
  );

  return {
    all: (): readonly (readonly [name: string, setting: JobSetting])[] => [...settings],
    of: (name: string): JobSetting => settings.get(name) ?? DEFAULT_SETTING,

    /** Undefined: as if nobody had touched it. */
    set: transactional(function setJob(name: string, setting: JobSetting | undefined): void {
      if (setting) {
        const row = { ...toRow(setting), updatedMs: now() };
        db.insert(jobSetting)
          .values({ name, ...row })
          .onConflictDoUpdate({ target: jobSetting.name, set: row })
          .run();
      } else db.delete(jobSetting).where(eq(jobSetting.name, name)).run();
      outbox.announce('job', name);
      transactional.current()?.onCommit(() => (setting ? settings.set(name, setting) : settings.delete(name)));
    }),
  };
}

type Row = typeof jobSetting.$inferSelect;

function toSetting({ schedule, lateAfterMs, lostAfterMs, isPaused, description }: Row): JobSetting {
  return {
    schedule: JSON.parse(schedule),
    isPaused,
    description,
    ...(lateAfterMs !== null && { lateAfterMs }),
    ...(lostAfterMs !== null && { lostAfterMs }),
  };
}

function toRow({ schedule, lateAfterMs, lostAfterMs, isPaused, description }: JobSetting) {
  return {
    schedule: JSON.stringify(schedule),
    lateAfterMs: lateAfterMs ?? null,
    lostAfterMs: lostAfterMs ?? null,
    isPaused,
    description,
  };
}
