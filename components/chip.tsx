import type { Child } from 'hono/jsx';
import { Shape } from './icons.tsx';

export type ChipProps = {
  /** Gives the chip its colour and its shape; `yarn` is a suggestion to press and has none. */
  status?: 'ok' | 'warn' | 'crit' | 'none' | 'yarn' | undefined;
  /** A chip that leads somewhere. */
  href?: string | undefined;
  children?: Child;
};

/** A word about a state. In a narrow panel only its shape remains, hence the words are set apart. */
export function Chip({ status, href, children }: ChipProps) {
  const className = status === undefined || status === 'none' ? 'chip' : `chip chip--${status}`;
  const content = (
    <>
      {status !== undefined && status !== 'yarn' && <Shape name={status} />}
      <span class={status === undefined ? undefined : 'chip__words'}>{children}</span>
    </>
  );
  if (href === undefined) return <span class={className}>{content}</span>;
  return (
    <a class={className} href={href}>
      {content}
    </a>
  );
}
