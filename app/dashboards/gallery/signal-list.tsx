import { formatAge } from '../../../components/format/format-age.ts';
import { Icon } from '../../../components/icons.tsx';
import { SearchForm } from '../../../components/search-form.tsx';
import { routes } from '../../routes.ts';
import type { GalleryView } from './gallery-view.ts';
import { type ListedSignal, MAX_LISTED } from './list-signals.ts';
import { writeSignal } from './signal-address.ts';

const ICONS = {
  ...({ reading: 'wave', log: 'lines', image: 'image' } as const),
  ...({ job: 'job', event: 'bell', server: 'check' } as const),
};

/** What arrives, to choose from; what came last is first. */
export function SignalList({ slug, listed, chosen, search, next, isShown, nowMs }: GalleryView) {
  return (
    <section class="sheet gallery__signals" aria-labelledby="signals-title">
      <header class="sheet__head">
        <h2 id="signals-title">What to show</h2>
        <span class="sheet__note">newest first</span>
      </header>
      <SearchForm
        href={routes.panelGallery.href({ slug }, { next: next })}
        search={search}
        label="Search everything that arrives"
        placeholder="Metric, log, picture, job, topic"
      />
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
            <li>
              <a
                class="gallery__signal"
                href={routes.panelGallery.href(
                  { slug },
                  { show: writeSignal(signal), q: search || undefined, next: next },
                )}
                aria-current={chosen && writeSignal(chosen) === writeSignal(signal) ? 'true' : undefined}
              >
                <Icon name={ICONS[signal.kind]} />
                <b class="ellipsis">{signal.title}</b>
                <span class="gallery__age">{signal.atMs > 0 ? formatAge(nowMs - signal.atMs) : ''}</span>
                <span class="gallery__about ellipsis">{aboutOf(signal, isShown(signal))}</span>
              </a>
            </li>
          ))}
        </ul>
        {listed.length === MAX_LISTED && <p class="gallery__none soft">Search to see others.</p>}
      </div>
    </section>
  );
}

function aboutOf({ about, newest }: ListedSignal, isShown: boolean): string {
  return [isShown && 'on it already', about, newest].filter(Boolean).join(' · ');
}
