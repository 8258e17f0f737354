import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { Button } from '../../../components/button.tsx';
import { Document } from '../../../components/document.tsx';
import { LinkBanner, LinkState } from '../../../components/link-state.tsx';
import { htmxConfig, LiveStream } from '../../../components/live.tsx';
import { Toasts } from '../../../components/toast.tsx';
import type { LiveLink, PageShell } from '../../http/page.tsx';
import type { Screen } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { Dashboard } from '../store.ts';
import { editForm } from './edit-form.ts';
import { HistoryActs, type HistoryActsProps } from './history-acts.tsx';
import { Strip, type StripProps } from './strip.tsx';
import { Tools } from './tools.tsx';

export interface EditPageProps {
  readonly shell: PageShell;
  readonly dashboard: Dashboard;
  readonly screen: Screen;
  readonly live: LiveLink & { readonly href: string };
  readonly strip: StripProps;
  readonly history: HistoryActsProps;
  readonly toast: Child;
}

const SCRIPTS = ['js/link.js', 'js/loom.js', 'js/edit-keys.js', 'js/loom-places.js', 'js/loom-drag.js'];

/** The page where a dashboard is built, over its panels as they move. */
export function EditPage({ shell, dashboard, screen, live, strip, history, toast }: EditPageProps) {
  const { slug, definition } = dashboard;
  return (
    <Document
      title={`Edit ${definition.title}`}
      assetHref={shell.assetHref}
      htmxConfig={htmxConfig}
      scripts={SCRIPTS}
      head={<script defer src={shell.assetHref('vendor/interact-1.10.27.min.js')} />}
    >
      <header class="bar edit-bar">
        <Button look="plain" icon="back" label="Back to the dashboard" href={routes.dashboard.href({ slug })} />
        {raw(screen.html('page-what'))}
        {raw(screen.html('edit-saved'))}
        <div class="bar__end">
          <LinkState state="live" iso={live.iso} time={live.time} />
          <HistoryActs {...history} />
          {raw(screen.html('edit-people'))}
          <Button look="solid" href={routes.dashboard.href({ slug })}>
            Done
          </Button>
        </div>
      </header>
      <LinkBanner />
      <main class="page page--edit" id="main">
        <Tools dashboard={dashboard} />
        <div class="loom-stage">
          {raw(screen.html('cloth'))}
          {raw(screen.html('loom'))}
          <div class="cloth loom loom--target" aria-hidden="true">
            <div class="loom__target" id="loom-target" hidden />
          </div>
        </div>
        <Strip {...strip} />
        <form id="edit-put" hidden {...editForm(slug)}>
          {['act', 'panel', 'to', 'x', 'y', 'w', 'h'].map(name => (
            <input type="hidden" name={name} />
          ))}
        </form>
      </main>
      <Toasts>{toast}</Toasts>
      <LiveStream href={live.href} />
    </Document>
  );
}
