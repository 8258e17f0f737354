import type { Child } from 'hono/jsx';

/** The title of a page and what is behind it, in grey; an element of its own, so that both can change while one looks. */
export function PageWhat({ title, note }: { title: string; note?: Child }) {
  return (
    <div class="page-head__what" id="page-what">
      <h1 class="page-head__title">{title}</h1>
      {note !== undefined && <p class="page-head__note">{note}</p>}
    </div>
  );
}
