import { formatAge } from '../../../components/format/format-age.ts';
import { Icon } from '../../../components/icons.tsx';
import { SearchForm } from '../../../components/search-form.tsx';
import { routes } from '../../routes.ts';
import { type GalleryView, KINDS_ID } from './gallery-view.ts';
import { type ListedSignal, MAX_LISTED } from './list-signals.ts';
import { writeSignal } from './signal-address.ts';

const ICONS = {
  ...({ reading: 'wave', log: 'lines', image: 'image' } as const),
  ...({ job: 'job', event: 'bell', other: 'more' } as const),
};

/** What arrives, to choose from; what came last is first. */
export function SignalList(view: GalleryView) {
  const { slug, chosen, search, next } = view;
  return (
    <section class="sheet gallery__signals" aria-labelledby="signals-title">
      {chosen && (
        <a class="skip-link" href={`#${KINDS_ID}`}>
          Skip to the ways to show it
        </a>
      )}
      <header class="sheet__head">
        <h2 id="signals-title">What to show</h2>
        <span class="sheet__note">newest first</span>
      </header>
      <SearchForm
        href={routes.panelGallery.href({ slug }, { show: chosen && writeSignal(chosen), next })}
        search={search}
        label="Search everything that arrives"
        placeholder="Metric, log, picture, job, topic"
      />
      <FoundSignals {...view} />
    </section>
  );
}

/** What a search swaps. */
export function FoundSignals(view: GalleryView) {
  const { listed, search } = view;
  return (
    <div id="found">
      {listed.length === 0 && (
        <p class="gallery__none soft">
          {search === ''
            ? 'Nothing has arrived yet. Home shows how to send the first reading.'
            : `Nothing that arrives is called “${search}”.`}
        </p>
      )}
      <ul class="gallery__list">
        {listed.map(signal => (
          <Signal view={view} signal={signal} />
        ))}
      </ul>
      {listed.length === MAX_LISTED && <p class="gallery__none soft">Search to see others.</p>}
    </div>
  );
}

function Signal({ view, signal }: { view: GalleryView; signal: ListedSignal }) {
  const { slug, chosen, search, next, isShown, nowMs } = view;
  const show = writeSignal(signal);
  const href = routes.panelGallery.href({ slug }, { show, q: search || undefined, next });
  const isChosen = chosen && writeSignal(chosen) === show;
  return (
    <li>
      <a class="gallery__signal" href={`${href}#${KINDS_ID}`} aria-current={isChosen ? 'true' : undefined}>
        <Icon name={ICONS[signal.kind]} />
        <b class="ellipsis">{signal.title}</b>
        <span class="gallery__age">{signal.atMs > 0 ? formatAge(nowMs - signal.atMs) : ''}</span>
        <span class="gallery__about ellipsis">{aboutOf(signal, isShown(signal))}</span>
      </a>
    </li>
  );
}

function aboutOf({ about, newest }: ListedSignal, isShown: boolean): string {
  return [isShown && 'on it already', about, newest].filter(Boolean).join(' · ');
}
