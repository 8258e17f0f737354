import { ShortcutList } from '../../components/shortcut-list.tsx';
import { htmlResponse, Page, type PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import { shortcutGroups } from '../http/shortcuts.ts';
import { routes } from '../routes.ts';

/** The keys as a page, for who has no script to open them over the page that is looked at. */
export function mountKeys(router: PatternRouter, { shell }: { readonly shell: PageShell }): void {
  router.represent(routes.keys, {
    offers: ['page'],
    load: () => undefined,
    page: () =>
      htmlResponse(
        <Page shell={shell} title="Keyboard" note="what keys do, beside those of the browser">
          <section class="sheet">
            <ShortcutList groups={shortcutGroups} headingLevel={2} />
          </section>
        </Page>,
      ),
  });
}
