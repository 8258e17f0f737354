import type { Child } from 'hono/jsx';
import { Shape } from './icons.tsx';

export type BannerProps = {
  id?: string | undefined;
  status: 'ok' | 'warn' | 'crit';
  /** What is the case, and since when. */
  children?: Child;
  /** What happens next. */
  more?: Child;
  /** A button at the end. */
  end?: Child;
};

/** One sentence over the whole page. Trouble is an alert, good news a status, for readers who hear them. */
export function Banner({ id, status, children, more, end }: BannerProps) {
  return (
    <div class={`banner banner--${status}`} id={id} role={status === 'ok' ? 'status' : 'alert'}>
      <Shape name={status} />
      <span>{children}</span>
      {more !== undefined && <span class="banner__more">{more}</span>}
      {end !== undefined && <span class="banner__end">{end}</span>}
    </div>
  );
}
