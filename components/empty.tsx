import type { Child } from 'hono/jsx';

export type EmptyProps = {
  title: string;
  /** What it waits for, or what would be right. */
  children?: Child;
  /** Buttons below. */
  acts?: Child;
  /** On a page, with more room around it, rather than in a panel. */
  page?: boolean | undefined;
};

/** What stands where there is nothing to show: empty and error alike. */
export function Empty({ title, children, acts, page = false }: EmptyProps) {
  return (
    <div class={page ? 'empty empty--page' : 'empty'}>
      <p>
        <b class="empty__title">{title}</b>
        {children}
      </p>
      {acts !== undefined && <div class="empty__acts">{acts}</div>}
    </div>
  );
}

/** Where content will be: two stitched lines, and no shimmer. */
export function Loading() {
  return (
    <svg class="stitches" role="img" aria-label="Loading">
      <path d="M0 40H120M0 64H220" />
    </svg>
  );
}
