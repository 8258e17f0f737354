import { raw } from 'hono/html';
import { Button } from '../../../components/button.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Icon } from '../../../components/icons.tsx';
import { Segment } from '../../../components/segment.tsx';
import { routes } from '../../routes.ts';
import { previewId } from './gallery-scene.ts';
import { type GalleryView, KINDS_ID, NEXT_STEPS, type NextStep } from './gallery-view.ts';
import { NOT_SENT } from './list-signals.ts';
import type { Proposal } from './propose-panels.ts';
import { type SignalAddress, writeSignal } from './signal-address.ts';

const NEXT_WORDS: Readonly<Record<NextStep, string>> = {
  board: 'see the dashboard',
  more: 'choose another',
  form: 'adjust it',
};

interface PreviewsProps {
  readonly view: GalleryView;
  /** A preview as the screen drew it last. */
  readonly htmlOf: (areaId: string) => string;
}

/** The kinds that suit what was chosen, drawn with it; one press adds one. */
export function Previews({ view, htmlOf }: PreviewsProps) {
  const { slug, chosen, proposals, search, next } = view;
  if (!chosen)
    return (
      <section class="sheet gallery__kinds">
        <Empty page title="Nothing to show yet">
          As soon as something arrives it is drawn here, in each way that suits it.
        </Empty>
      </section>
    );
  const href = (step: NextStep) =>
    `${routes.panelGallery.href({ slug }, { show: writeSignal(chosen), q: search || undefined, next: step })}#${KINDS_ID}`;
  const steps = NEXT_STEPS.map(step => ({ href: href(step), label: NEXT_WORDS[step], current: step === next }));
  return (
    <section class="gallery__kinds" id={KINDS_ID} aria-labelledby="kinds-title">
      <header class="gallery__head">
        <h2 id="kinds-title">
          Ways to show <Name of={chosen} />
        </h2>
        <div class="gallery__then">
          <span class="soft">When added,</span>
          <Segment label="When added" options={steps} />
        </div>
      </header>
      {proposals.length === 0 && (
        <Empty page title="No panel can show this">
          Choose something else.
        </Empty>
      )}
      <ul class="gallery__previews">
        {proposals.map(proposal => (
          <Preview {...{ slug, chosen, proposal, next }} html={htmlOf(previewId(proposal.panel.kind))} />
        ))}
      </ul>
    </section>
  );
}

/** What nobody sends is called as the list calls it. */
function Name({ of: { kind, name } }: { readonly of: SignalAddress }) {
  if (kind !== 'other') return <code>{name}</code>;
  return <>{(NOT_SENT.find(signal => signal.name === name)?.title ?? name).toLowerCase()}</>;
}

interface PreviewProps {
  readonly slug: string;
  readonly chosen: SignalAddress;
  readonly proposal: Proposal;
  readonly next: NextStep;
  readonly html: string;
}

function Preview({ slug, chosen, proposal: { entry, panel }, next, html }: PreviewProps) {
  return (
    <li class="gallery__one">
      <form class="gallery__add" method="post" action={routes.panels.href({ slug })}>
        <input type="hidden" name="show" value={writeSignal(chosen)} />
        <input type="hidden" name="kind" value={panel.kind} />
        <input type="hidden" name="next" value={next} />
        <Icon name={entry.icon} />
        <b>{entry.label}</b>
        <span class="soft ellipsis">{entry.about}</span>
        <Button icon="plus" label={`Add as ${entry.label}`}>
          Add
        </Button>
      </form>
      {raw(html)}
    </li>
  );
}
