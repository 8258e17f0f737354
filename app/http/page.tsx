import type { Child } from 'hono/jsx';
import { Bar } from '../../components/bar.tsx';
import { Button } from '../../components/button.tsx';
import { Document } from '../../components/document.tsx';
import { LinkBanner, LinkState } from '../../components/link-state.tsx';
import { htmxConfig, LiveStream } from '../../components/live.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { PhoneTabs } from '../../components/phone-tabs.tsx';
import { ShortcutList } from '../../components/shortcut-list.tsx';
import { Toasts } from '../../components/toast.tsx';
import { routes } from '../routes.ts';
import { ROOM_KEYS, shortcutGroups } from './shortcuts.ts';

/** What every page needs beside its content. */
export interface PageShell {
  /** The address of a file below `public/`. */
  readonly assetHref: (path: string) => string;
}

export type Room = 'home' | 'explore' | 'logs' | 'images' | 'jobs' | 'events' | 'settings';

export interface PageProps {
  readonly shell: PageShell;
  readonly title: string;
  /** The room of the navigation in which the page lies. */
  readonly room?: Room | undefined;
  /** Behind the title, in grey. */
  readonly note?: Child;
  /** Buttons at the end of the title line. */
  readonly acts?: Child;
  /** A page that moves. */
  readonly live?: LiveLink | undefined;
  readonly scripts?: readonly string[];
  /** Something that was just done, with its undo. */
  readonly toast?: Child;
  readonly children?: Child;
}

export interface LiveLink {
  /** The stream, with the cursor that the page was drawn at; undefined where the page holds its stream itself. */
  readonly href?: string;
  /** Now, for the clock of the link state. */
  readonly iso: string;
  readonly time: string;
  readonly word?: string;
}

const ROOMS = [
  { room: 'home', label: 'Home', href: routes.home.href(), icon: 'home' },
  { room: 'explore', label: 'Explore', href: routes.explore.href(), icon: 'wave' },
  { room: 'logs', label: 'Logs', href: routes.logs.href(), icon: 'lines' },
  { room: 'images', label: 'Images', href: routes.images.href(), icon: 'image' },
  { room: 'jobs', label: 'Jobs', href: routes.jobs.href(), icon: 'job' },
  { room: 'events', label: 'Events', href: routes.events.href(), icon: 'bell' },
  { room: 'settings', label: 'Settings', href: routes.settings.href(), icon: 'more' },
] as const;

const KEYS_ID = 'keys';

/** A page with the navigation around it. */
export function Page({ shell, title, room, note, acts, live, scripts = [], toast, children }: PageProps) {
  const entries = ROOMS.map(entry => ({ ...entry, current: entry.room === room, keys: `g ${ROOM_KEYS[entry.room]}` }));
  return (
    <Document
      title={title}
      assetHref={shell.assetHref}
      htmxConfig={htmxConfig}
      scripts={['js/link.js', 'js/copy.js', 'js/notices.js', 'js/notify.js', 'js/keys.js', ...scripts]}
    >
      <Bar
        homeHref={routes.home.href()}
        entries={entries}
        findHref={routes.explore.href()}
        shortcuts={{ href: routes.keys.href(), dialogId: KEYS_ID }}
      />
      <LinkBanner />
      <main class="page" id="main">
        <PageHead title={title} note={note}>
          {live && <LinkState state="live" word={live.word} iso={live.iso} time={live.time} />}
          {acts}
        </PageHead>
        {children}
      </main>
      <Toasts noticesHref={routes.eventNotices.href()}>{toast}</Toasts>
      <PhoneTabs tabs={entries} />
      <dialog class="dialog dialog--shortcuts" id={KEYS_ID} aria-labelledby={`${KEYS_ID}-title`} closedby="any">
        <div class="dialog__body">
          <h2 id={`${KEYS_ID}-title`}>Keyboard</h2>
          <ShortcutList groups={shortcutGroups} headingLevel={3} />
        </div>
        <form class="dialog__acts" method="dialog">
          <Button look="plain" attributes={{ autofocus: '' }}>
            Close
          </Button>
        </form>
      </dialog>
      {live?.href !== undefined && <LiveStream href={live.href} />}
    </Document>
  );
}

/** HTML as a response that no cache keeps: it is somebody's, and live. */
export function htmlResponse(html: Child, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(`<!doctype html>${String(html)}`, {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store', ...headers },
  });
}

/** A piece of a page, as htmx swaps it in. */
export function fragmentResponse(html: Child, status = 200): Response {
  return new Response(String(html), {
    status,
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}

/** After a form: where to look now. */
export function seeOther(location: string, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status: 303, headers: { Location: location, 'Cache-Control': 'no-store', ...headers } });
}
