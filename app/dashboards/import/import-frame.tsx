import type { Child } from 'hono/jsx';
import { Page, type PageShell } from '../../http/page.tsx';

export interface ImportFrameProps {
  readonly shell: PageShell;
  readonly note: string;
  readonly children: Child;
}

/** The page on which a dashboard comes in, around what it says just now. */
export function ImportFrame({ shell, note, children }: ImportFrameProps) {
  return (
    <Page shell={shell} title="Import a dashboard" room="home" note={note}>
      <div class="import">{children}</div>
    </Page>
  );
}
