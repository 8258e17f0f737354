import { raw } from 'hono/html';
import { Button } from '../../../components/button.tsx';
import { Segment } from '../../../components/segment.tsx';
import { Sheet } from '../../../components/sheet.tsx';
import { type LiveLink, Page, type PageShell } from '../../http/page.tsx';
import { routes } from '../../routes.ts';
import type { ImageState, Moment } from '../kept/picture.ts';
import { PastFigure } from './past-figure.tsx';
import { Scrubber, type ScrubberProps } from './scrubber.tsx';
import { REACHES } from './span.ts';

export interface ImagePageProps extends Omit<ScrubberProps, 'name'> {
  readonly shell: PageShell;
  /** Undefined where a moment of the past is looked at. */
  readonly live: LiveLink | undefined;
  /** The newest picture as the screen drew it last. */
  readonly now: string | undefined;
  readonly state: ImageState;
  readonly mayEdit: boolean;
}

/** One image: large, now or at a moment, with its past below. */
export function ImagePage(props: ImagePageProps) {
  const { shell, live, now, state, shown, reach, nowMs, timeZone, mayEdit } = props;
  const { name, newest } = state;
  const moment = shown ?? newest;
  return (
    <Page
      {...{ shell, live }}
      title={name}
      room="images"
      acts={<Acts {...props} />}
      scripts={['js/look.js', 'js/frames.js']}
    >
      <section class="look sheet" aria-label={name} data-look data-picture-href={pictureHref(name)}>
        <div class="look__stage">
          {now === undefined && shown ? <PastFigure {...{ name, nowMs, timeZone }} moment={shown} /> : raw(now ?? '')}
        </div>
        <Scrubber {...props} name={name} />
        <div class="look__acts">
          <Segment
            label="How far back"
            options={REACHES.map(each => ({
              href: routes.image.href({ name }, { range: each.name, at: shown?.atMs }),
              label: each.label,
              current: each.name === reach.name,
            }))}
          />
          <span class="look__more">
            {shown && (
              <Button size="small" href={routes.image.href({ name }, { before: shown.atMs, after: newest.atMs })}>
                Compare with the newest
              </Button>
            )}
            <Button
              size="small"
              icon="download"
              href={routes.imagePicture.href({ name, hash: moment.hash })}
              attributes={{ download: downloadName(name, moment), 'data-look-download': '' }}
            >
              Download
            </Button>
          </span>
        </div>
      </section>
      {mayEdit && (
        <Sheet id="removal" title="Delete">
          <div class="stack">
            <p class="soft">Takes the image and all its pictures away, for good.</p>
            <div>
              <Button icon="trash" href={routes.imageRemoval.href({ name })}>
                Delete this image
              </Button>
            </div>
          </div>
        </Sheet>
      )}
    </Page>
  );
}

function Acts({ state: { name, newest, firstMs }, shown }: ImagePageProps) {
  return (
    <>
      {shown && (
        <Button size="small" look="solid" href={routes.image.href({ name })}>
          Back to now
        </Button>
      )}
      {firstMs < newest.atMs && (
        <Button size="small" href={routes.image.href({ name }, { before: firstMs, after: shown?.atMs ?? newest.atMs })}>
          Before and after
        </Button>
      )}
    </>
  );
}

/** Where pictures are, with HASH in the place of one's hash, for the script. */
function pictureHref(name: string): string {
  return routes.imagePicture.href({ name, hash: 'HASH' });
}

function downloadName(name: string, { atMs, format }: Moment): string {
  const time = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '-');
  return `${name}-${time}.${format === 'jpeg' ? 'jpg' : format}`;
}
