import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { CodeLine } from '../../../components/code-line.tsx';
import { LiveStream } from '../../../components/live.tsx';
import { SearchForm } from '../../../components/search-form.tsx';
import { Tabs } from '../../../components/tabs.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { WayToSend } from './ways-to-send.ts';

export interface ImagesPageProps {
  readonly shell: PageShell;
  readonly live: LiveLink;
  readonly search: string;
  readonly hasSearch: boolean;
  readonly found: Child;
  readonly ways: readonly WayToSend[];
  readonly way: string;
  readonly toast?: Child;
}

/** All images, the newest first; how to send one. */
export function ImagesPage({ shell, live, search, hasSearch, found, ways, way, toast }: ImagesPageProps) {
  return (
    <Page {...{ shell, live, toast }} title="Images" room="images">
      {hasSearch && (
        <SearchForm href={routes.images.href()} search={search} label="Search images" placeholder="Name of an image" />
      )}
      {found}
      <HowToSend ways={ways} way={way} />
    </Page>
  );
}

export interface FoundImagesProps {
  /** As the screen drew them last. */
  readonly tiles: string;
  readonly head: string;
  readonly liveHref: string;
  /** Shown are the newest of so many. */
  readonly total: number;
  readonly limit: number;
}

/** The tiles with the stream of their own; a search swaps both. */
export function FoundImages({ tiles, head, liveHref, total, limit }: FoundImagesProps) {
  return (
    <section id="found" aria-label="Images">
      {raw(tiles)}
      {total > limit && (
        <p class="explore__more dim">
          The {limit} newest of {total}. Search to see others.
        </p>
      )}
      <div class="sheet pictures__send">{raw(head)}</div>
      <LiveStream href={liveHref} />
    </section>
  );
}

function HowToSend({ ways, way }: Pick<ImagesPageProps, 'ways' | 'way'>) {
  const chosen = ways.find(({ name }) => name === way) ?? ways[0]!;
  const tabs = ways.map(({ name, label }) => ({
    label,
    href: routes.images.href({}, { how: name }),
    current: name === chosen.name,
  }));
  const address = /(?:https?:\/\/|localhost)[^'"\s]*/.exec(chosen.text)?.[0];
  return (
    <section class="sheet" aria-label="How to send">
      <div class="listen">
        <Tabs label="How to send" tabs={tabs} />
        <CodeLine text={chosen.text} address={address} prompt={chosen.prompt} />
        <p class="dim">
          It is on this page within a second. JPEG, PNG, WebP, GIF and AVIF; where it was taken and by which camera is
          taken out.
        </p>
      </div>
    </section>
  );
}
