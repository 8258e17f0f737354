import type { Child } from 'hono/jsx';

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
      <div class="page-head__what">
        <h1 class="page-head__title">{title}</h1>
        {note !== undefined && <p class="page-head__note">{note}</p>}
      </div>
      <div class="page-head__acts">{children}</div>
    </div>
  );
}
