import { ConfirmPage } from '../../../components/confirm.tsx';
import { FORM_TYPES, readForm } from '../../http/body.ts';
import { htmlResponse, Page, seeOther } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import { routes } from '../../routes.ts';
import { goneJob } from '../gone-job.ts';
import type { JobRoutesOptions } from '../routes.tsx';
import type { JobView } from '../runs/job-view.ts';
import { type Faults, FIELDS, parseSetting, type Typed } from './parse-setting.ts';

interface FormCtx {
  readonly request: Request;
  readonly params: { readonly name: string };
  readonly signal: AbortSignal;
}

export interface RefusedSetting {
  readonly typed: Typed;
  readonly faults: Faults;
}

/** What people do with a job: say when it should run, pause it, remove it. `drawJob` draws its page with what was wrong. */
export function mountSettings(
  router: PatternRouter,
  { guard, audit, jobs, shell, now }: JobRoutesOptions,
  drawJob: (name: string, refused: RefusedSetting) => Promise<Response>,
): void {
  const requireJob = (name: string): JobView => {
    const job = jobs.find(name);
    if (!job) throw goneJob(name);
    return job;
  };

  router.on(routes.jobSetting, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, params, signal }: FormCtx) => {
        const { name } = requireJob(params.name);
        const form = await readForm(request, signal);
        const typed = Object.fromEntries(FIELDS.map(field => [field, form.get(field) ?? ''])) as Typed;
        const parsed = parseSetting(typed, jobs.settingOf(name).isPaused, now());
        if ('faults' in parsed) return drawJob(name, { typed, faults: parsed.faults });
        const who = audit.by(request);
        const detail = [typed.schedule, typed.every, typed.cron].filter(Boolean).join(' ');
        await jobs.set(name, parsed.setting, () => audit.note({ who, action: 'job set', subject: name, detail }));
        return seeOther(routes.job.href({ name }, { done: 'saved' }));
      }),
    },
  });

  router.on(routes.jobPause, {
    POST: {
      accepts: FORM_TYPES,
      handler: guard.own(async ({ request, params, signal }: FormCtx) => {
        const { name } = requireJob(params.name);
        const isPaused = (await readForm(request, signal)).get('paused') === 'on';
        const action = isPaused ? 'job paused' : 'job resumed';
        const note = () => audit.note({ who: audit.by(request), action, subject: name });
        await jobs.set(name, { ...jobs.settingOf(name), isPaused }, note);
        return seeOther(routes.job.href({ name }, { done: isPaused ? 'paused' : 'resumed' }));
      }),
    },
  });

  router.on(routes.jobRemoval, {
    GET: {
      offers: ['page'],
      handler: guard.own(({ params }: FormCtx) => {
        const { name } = requireJob(params.name);
        return htmlResponse(
          <Page shell={shell} title="Remove a job" room="jobs">
            <ConfirmPage
              id="removal"
              title="Remove this job?"
              action={routes.jobRemoval.href({ name })}
              confirm="Remove job"
              cancelHref={routes.job.href({ name })}
            >
              <p>
                <b>{name}</b> goes with all its runs, their output and its schedule. When it speaks again it is a new
                job.
              </p>
            </ConfirmPage>
          </Page>,
        );
      }),
    },
    POST: guard.own(async ({ params, request }: FormCtx) => {
      const { name } = requireJob(params.name);
      await audit.around({ who: audit.by(request), action: 'job removed', subject: name }, () => jobs.remove(name));
      return seeOther(routes.jobs.href({}, { removed: name }));
    }),
  });
}
