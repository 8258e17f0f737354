import type { Child } from 'hono/jsx';
import { Icon, Shape, type ShapeName } from './icons.tsx';

export type JobLook = 'new' | 'running' | 'ok' | 'failed' | 'late' | 'lost' | 'paused';

const SHAPES: Record<Exclude<JobLook, 'paused'>, ShapeName> = {
  new: 'none',
  running: 'run',
  ok: 'ok',
  failed: 'crit',
  late: 'warn',
  lost: 'none',
};

/** The shape of a state; a word always stands beside it. */
export function JobShape({ look }: { look: JobLook }) {
  if (look === 'paused') return <Icon name="pause" />;
  return <Shape name={SHAPES[look]} />;
}

/** How far it is: a thread for the whole, and a ribbon for what is done. `percent` undefined: nobody knows. */
export function Ribbon({ percent }: { percent: number | undefined }) {
  return (
    <svg class="ribbon" aria-hidden="true">
      <rect class="ribbon__thread" y="2" width="100%" height="2" />
      {percent !== undefined && <rect class="ribbon__done" width={`${percent.toFixed(1)}%`} height="6" rx="1" />}
    </svg>
  );
}

export type JobRowProps = {
  id: string;
  name: string;
  href: string;
  look: JobLook;
  /** What is meant by the shape, and since when: `42 % · 3 min 10 s left`, `exit 3 after 11 s`. */
  words: Child;
  percent?: number | undefined;
  /** What the job is for. */
  about?: string | undefined;
  /** Its newest words. */
  line?: string | undefined;
  /** A small picture of how long its runs took. */
  trend?: Child;
  /** When the next run should start. */
  next?: string | undefined;
};

/** A job in a list of them. */
export function JobRow({ id, name, href, look, words, percent, about, line, trend, next }: JobRowProps) {
  return (
    <li class={`job job--${look}`} id={id}>
      <span class="job__shape">
        <JobShape look={look} />
      </span>
      <span class="job__name">
        <a class="link" href={href}>
          {name}
        </a>
        {about !== undefined && <span class="job__about"> {about}</span>}
      </span>
      <span class="job__words">{words}</span>
      <span class="job__trend">{trend}</span>
      <span class="job__next">{next}</span>
      {look === 'running' && <Ribbon percent={percent} />}
      {line !== undefined && line !== '' && <span class="job__line">{line}</span>}
    </li>
  );
}
