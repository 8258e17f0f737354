import type { Child } from 'hono/jsx';
import { PageWhat } from './page-what.tsx';

export type PageHeadProps = {
  title: string;
  /** What is behind the title, in grey: `6 dashboards · 214 series`. */
  note?: Child;
  /** Link state, people, range, buttons. */
  children?: Child;
};

/** The first thing in `<main class="page">`: where you are, and what can be done here. */
export function PageHead({ title, note, children }: PageHeadProps) {
  return (
    <div class="page-head">
      <PageWhat title={title} note={note} />
      <div class="page-head__acts">{children}</div>
    </div>
  );
}
