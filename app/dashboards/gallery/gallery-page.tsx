import { Button } from '../../../components/button.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { GalleryView } from './gallery-view.ts';
import { Previews } from './previews.tsx';
import { SignalList } from './signal-list.tsx';

export interface GalleryPageProps {
  readonly shell: PageShell;
  readonly view: GalleryView;
  readonly live: LiveLink;
  /** A preview as the screen drew it last. */
  readonly htmlOf: (areaId: string) => string;
  /** The panel that was just added. */
  readonly added: { readonly id: string; readonly title: string } | undefined;
}

/** From what arrives to a panel of it: chosen at the left, seen in each way at the right, and added. */
export function GalleryPage({ shell, view, live, htmlOf, added }: GalleryPageProps) {
  const { slug, title } = view;
  return (
    <Page
      shell={shell}
      title="Add a panel"
      room="home"
      note={
        <>
          to{' '}
          <a class="link" href={routes.dashboard.href({ slug })}>
            {title}
          </a>
        </>
      }
      live={live}
      acts={<Button href={routes.dashboard.href({ slug })}>Done</Button>}
    >
      {added && (
        <p class="gallery__added" role="status">
          “{added.title}” is on {title}.{' '}
          <a class="link" href={routes.panelEdit.href({ slug, id: added.id })}>
            Adjust it
          </a>
        </p>
      )}
      <div class="gallery">
        <SignalList {...view} />
        <div class="gallery__right">
          <Previews view={view} htmlOf={htmlOf} />
          <OnBoard {...view} />
        </div>
      </div>
    </Page>
  );
}

/** The panels that are there, each with the way to its form. */
function OnBoard({ slug, title, panels }: GalleryView) {
  if (panels.length === 0) return null;
  return (
    <section class="sheet gallery__there" aria-labelledby="there-title">
      <h2 id="there-title">On {title} now</h2>
      <ul class="cluster">
        {panels.map(panel => (
          <li>
            <a class="link" href={routes.panelEdit.href({ slug, id: panel.id })}>
              {panel.title || panel.id}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
