import { formatAge } from '../../../components/format/format-age.ts';
import { JobShape, Ribbon } from '../../../components/job-row.tsx';
import { waitingLine } from '../../../components/text/reading-line.ts';
import type { JobState, JobView } from '../../jobs/runs/job-view.ts';
import { tellState } from '../../jobs/tell-state.ts';
import { routes } from '../../routes.ts';
import type { Panel, Standing } from '../panel.ts';

const LATE: ReadonlySet<JobState> = new Set(['late', 'lost']);

/** How one job stands: how far it is, or how it ended, and its newest words. */
export const job: Panel<'job'> = {
  kind: 'job',
  awaits: ({ name }) => `the job ${name}`,

  standing(_, { job: view, nowMs }): Standing | undefined {
    return view && { state: LATE.has(view.state) ? 'late' : 'live', age: formatAge(nowMs - view.heardMs) };
  },

  draw({ name }, { job: view, nowMs }) {
    const { state, run } = view!;
    const { news, more } = tellState(view!, nowMs);
    return (
      <div class={`panel-job job--${state}`}>
        <a class="panel-job__news" href={routes.job.href({ name })}>
          <JobShape look={state} /> {news}
        </a>
        <p class="panel-job__more">{more}</p>
        {state === 'running' && <Ribbon percent={run?.percent} />}
        <p class="panel-job__words ellipsis">{wordsOf(view!)}</p>
      </div>
    );
  },

  text({ title }, { job: view, nowMs }, text) {
    const { news, more } = tellState(view!, nowMs);
    return [waitingLine(title, [news, more, wordsOf(view!)].filter(Boolean).join(' · '), text)];
  },

  table({ name }, { job: view }) {
    const { state, heardMs, run } = view!;
    return {
      columns: [
        ...[{ label: 'job' }, { label: 'state' }, { label: 'done', unit: '%' }, { label: 'words' }],
        ...[
          { label: 'started at', unit: 'unix-ms' },
          { label: 'heard at', unit: 'unix-ms' },
        ],
      ],
      rows: [[name, state, run?.percent, wordsOf(view!), run?.startMs, heardMs]],
    };
  },
};

function wordsOf({ state, run }: JobView): string {
  return (state === 'failed' && run?.reason) || run?.message || '';
}
