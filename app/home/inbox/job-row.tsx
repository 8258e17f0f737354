import { formatValue } from '../../../components/format/format-value.ts';
import { InboxRow } from '../../../components/inbox-row.tsx';
import { JobShape, Ribbon } from '../../../components/job-row.tsx';
import { tellState } from '../../jobs/tell-state.ts';
import { routes } from '../../routes.ts';
import type { JobSignal } from './signal.ts';
import type { SignalRowProps } from './signal-row.tsx';

/** A job: how far it is, or how it stands. */
export function JobRow({ id, signal: { name, job }, nowMs }: SignalRowProps<JobSignal>) {
  const { state, run } = job;
  const { news, more } = tellState(job, nowMs);
  const percent = state === 'running' ? run?.percent : undefined;
  const formatted = percent === undefined ? undefined : formatValue(percent, '%');
  const words = [more, (state === 'failed' && run?.reason) || run?.message].filter(Boolean).join(' · ');
  return (
    <InboxRow
      id={id}
      name={name}
      href={routes.job.href({ name })}
      labels="job"
      state={state === 'late' || state === 'lost' ? 'late' : 'live'}
      value={
        formatted?.number ?? (
          <span class={`inbox__state job--${state}`}>
            <JobShape look={state} /> {news}
          </span>
        )
      }
      unit={formatted?.unit}
      middle={state === 'running' && <Ribbon percent={percent} />}
      more={words}
    />
  );
}
