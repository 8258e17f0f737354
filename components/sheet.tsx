import type { Child } from 'hono/jsx';

export type SheetProps = {
  /** Unique on the page; the heading gets `<id>-title`. */
  id: string;
  title: string;
  note?: Child;
  /** At the end of the head line. */
  end?: Child;
  /** False for a list that runs to the edges. */
  padded?: boolean | undefined;
  children?: Child;
};

/** A piece of cloth with a heading: a list, a form, a group of settings. */
export function Sheet({ id, title, note, end, padded = true, children }: SheetProps) {
  return (
    <section class="sheet" id={id} aria-labelledby={`${id}-title`}>
      <header class="sheet__head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <span class="sheet__note">{note}</span>}
        {end !== undefined && end !== false && <div class="sheet__end">{end}</div>}
      </header>
      {padded ? <div class="sheet__body">{children}</div> : children}
    </section>
  );
}
