import { terminalText } from '../../components/text/terminal-text.ts';
import { Toast } from '../../components/toast.tsx';
import { hasRight, type Identity } from '../auth/identity.ts';
import { liveLink } from '../http/live-link.ts';
import { fragmentResponse, htmlResponse } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { textOf } from '../http/text-feed.ts';
import { textResponse } from '../http/text-response.ts';
import { forReader } from '../http/time-zone.ts';
import { routes } from '../routes.ts';
import { countJobs, findJobs } from './find-jobs.ts';
import { goneJob } from './gone-job.ts';
import { JobPage, RunPage } from './job-page.tsx';
import { LISTED_RUNS } from './load-job.ts';
import { Found, JobsPage, NoJobsPage } from './page.tsx';
import type { JobRoutesOptions } from './routes.tsx';
import { jobLimits } from './runs/job-limits.ts';
import type { JobView } from './runs/job-view.ts';
import { jobScene, listScene, startJob, startList } from './scenes.ts';
import { mountSettings, type RefusedSetting } from './settings/setting-routes.tsx';
import { waysToSignal } from './ways-to-signal.ts';

const SEARCH_MAX_CHARS = 200;
const NO_STORE = { headers: { 'Cache-Control': 'no-store' } };

/** The pages of jobs: all of them, each by itself, each of its runs. */
export function mountJobPages(router: PatternRouter, options: JobRoutesOptions): void {
  const { guard, jobs, live, shell, now, publicUrl, writeToken } = options;

  const found = (request: Request, search: string) =>
    live.draw(listScene(forReader(options, request), search), screen => (
      <Found
        rows={screen.html('jobs-rows')}
        liveHref={routes.jobsLive.href({}, { q: search, cursor: screen.cursor })}
        total={findJobs(jobs, search).length}
      />
    ));

  router.represent(routes.jobs, {
    offers: ['page', 'fragment', 'json', 'text', 'events'],
    load: ({ request, url, representation }) => {
      // A stream says by an event that it is refused; a status would make its page ask again for ever.
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      return { who, search: searchOf(url) };
    },
    page: async ({ who, search }, { request, url }) => {
      const token = (hasRight(who, 'own') && writeToken.read()) || 'TOKEN';
      const props = {
        ...{ shell, search, live: liveLink(forReader(options, request)), found: await found(request, search) },
        note: countJobs(findJobs(jobs, search)),
        ways: waysToSignal((publicUrl ?? url).origin, token),
        toast: toastOf(url.searchParams.get('removed'), 'was removed'),
      };
      return htmlResponse(jobs.newest(1).length === 0 ? <NoJobsPage {...props} /> : <JobsPage {...props} />);
    },
    fragment: async ({ search }, { request }) => fragmentResponse(await found(request, search)),
    json: ({ search }) => Response.json({ jobs: findJobs(jobs, search).map(withSetting) }, NO_STORE),
    text: ({ search }, ctx) => textOf(events => startList(options, search, events), ctx),
    events: ({ search }, { request }) => live.stream(request, listScene(forReader(options, request), search)),
  });

  router.represent(routes.jobsLive, {
    offers: ['events'],
    load: ({ request, url }) => listScene(forReader(options, request), searchOf(url)),
    events: (scene, { request }) => live.stream(request, scene),
  });

  const requireJob = (name: string): JobView => {
    const job = jobs.find(name.normalize('NFC'));
    if (!job) throw goneJob(name);
    return job;
  };
  const withSetting = (job: JobView) => ({ ...job, setting: jobs.settingOf(job.name) });

  const drawJob = (request: Request, name: string, who: Identity | undefined, more: DrawMore = {}) => {
    const sources = forReader(options, request);
    return live.draw(jobScene(sources, name), screen =>
      htmlResponse(
        <JobPage
          {...{ shell }}
          timeZone={sources.timeZone}
          job={requireJob(name)}
          setting={jobs.settingOf(name)}
          live={liveLink(sources, routes.jobLive.href({ name }, { cursor: screen.cursor }))}
          now={screen.html('job-now')}
          output={screen.html('job-output')}
          history={screen.html('job-history')}
          mayEdit={hasRight(who, 'own')}
          refused={more.refused}
          toast={toastOf(name, more.done)}
        />,
        more.refused ? 422 : 200,
      ),
    );
  };

  router.represent(routes.job, {
    offers: ['page', 'json', 'text', 'events'],
    load: ({ request, params, representation }) => {
      const who = representation === 'events' ? undefined : guard.require(request, 'read');
      return { who, name: params.name.normalize('NFC') };
    },
    page: ({ who, name }, { request, url }) => drawJob(request, requireJob(name).name, who, { done: doneOf(url) }),
    json: async ({ name }) => {
      const job = requireJob(name);
      return Response.json({ ...withSetting(job), runs: await jobs.runs(job.name, LISTED_RUNS) }, NO_STORE);
    },
    text: ({ name }, ctx) => textOf(events => startJob(options, requireJob(name).name, events), ctx),
    events: ({ name }, { request }) =>
      live.stream(request, () => jobScene(forReader(options, request), requireJob(name).name)),
  });

  router.represent(routes.jobLive, {
    offers: ['events'],
    load: ({ params }) => params.name,
    events: (name, { request }) =>
      live.stream(request, () => jobScene(forReader(options, request), requireJob(name).name)),
  });

  router.represent(routes.jobRun, {
    offers: ['page', 'json', 'text'],
    load: async ({ request, params }) => {
      guard.require(request, 'read');
      const { name } = requireJob(params.name);
      const output = await jobs.output(name, params.number, jobLimits.linesPerRun);
      if (!output) throw goneJob(`${name}, run ${params.number}`);
      return { name, output };
    },
    page: ({ name, output }, { request }) => {
      const { timeZone } = forReader(options, request);
      return htmlResponse(<RunPage {...{ shell, name, output, timeZone }} nowMs={now()} />);
    },
    json: ({ name, output }) => Response.json({ job: name, ...output }, NO_STORE),
    text: ({ output }) => textResponse(output.lines.map(({ text }) => `${terminalText(false).plain(text)}\n`).join('')),
  });

  const asOwner = (request: Request, name: string, refused: RefusedSetting) =>
    drawJob(request, name, OWNER, { refused });
  mountSettings(router, options, asOwner);
}

interface DrawMore {
  readonly refused?: RefusedSetting;
  readonly done?: string | undefined;
}

/** Who may set a job has been asked already. */
const OWNER: Identity = { kind: 'token', tokenId: 0, name: 'owner', scope: 'admin' };

const DONE: Readonly<Record<string, string>> = {
  saved: 'was saved',
  paused: 'is paused: nothing is awaited',
  resumed: 'goes on',
};

function doneOf(url: URL): string | undefined {
  return DONE[url.searchParams.get('done') ?? ''];
}

function searchOf(url: URL): string {
  return (url.searchParams.get('q') ?? '').trim().slice(0, SEARCH_MAX_CHARS);
}

function toastOf(name: string | null, what: string | undefined) {
  if (!name || !what) return undefined;
  return (
    <Toast>
      <b>{name.slice(0, jobLimits.nameChars)}</b> {what}
    </Toast>
  );
}
