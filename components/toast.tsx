import type { Child } from 'hono/jsx';

/** `noticesHref` is where a page hears of events while nobody looks at it. The place of toasts, once on every page and always there, so that what comes into it is read out; and of words that are only heard. */
export function Toasts({ children, noticesHref }: { children?: Child; noticesHref?: string | undefined }) {
  return (
    <>
      <div class="toasts" id="toasts" role="status" data-notices-href={noticesHref}>
        {children}
      </div>
      <p class="unseen" id="told" role="status" />
    </>
  );
}

export type ToastProps = {
  /** The form that undoes what was done; with it the toast is worth reading twice. */
  undo?: Child;
  /** Stays until the next one comes, rather than 6 s. */
  stays?: boolean | undefined;
  children?: Child;
};

/** What happened, and Undo: replaces the content of `#toasts`. */
export function Toast({ undo, stays = false, children }: ToastProps) {
  return (
    <div class={stays ? 'toast toast--stays' : 'toast'}>
      <span>{children}</span>
      {undo}
    </div>
  );
}
