import type { Child } from 'hono/jsx';

export type ErrorPageProps = {
  /** HTTP status. */
  status: number;
  /** What happened, in a few words: `There is no such dashboard`. */
  title: string;
  /** What can be done about it. */
  children?: Child;
  /** Where to go from here: links and buttons. */
  acts?: Child;
  /** Finds the matching line in the log. */
  reference?: string | undefined;
};

/** The `<main>` of a page for something that went wrong. */
export function ErrorPage({ status, title, children, acts, reference }: ErrorPageProps) {
  return (
    <main class="error-page" id="main">
      <svg class="error-page__yarn" viewBox="0 0 12 16" aria-hidden="true">
        <use href={`#yarn-${status >= 500 ? 'lost' : 'error'}`} />
      </svg>
      <p class="error-page__status">Error {status}</p>
      <h1 class="error-page__title">{title}</h1>
      {children !== undefined && <p class="error-page__sentence">{children}</p>}
      {acts !== undefined && <div class="error-page__acts">{acts}</div>}
      {reference !== undefined && (
        <p class="error-page__reference">
          Reference for the log: <code>{reference}</code>
        </p>
      )}
    </main>
  );
}
