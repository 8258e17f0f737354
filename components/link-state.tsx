import { Shape } from './icons.tsx';
import { Time } from './time.tsx';

export type LinkStateProps = {
  id?: string | undefined;
  state: 'live' | 'lost' | 'back';
  /** Instead of the usual word, for example `Listening`. */
  word?: string | undefined;
  /** When the newest data came; in `lost`, since when the values stand. */
  iso: string;
  time: string;
  /** Goes up with every tick that carried data; the yarn then ripples once. */
  tick?: number | undefined;
};

const WORDS = { live: 'Live', lost: 'Link lost, values as of', back: 'Live again' } as const;

/**
 * The one thing on a page that moves. Its word is no live region of its own (`aria-live="off"`): a link that comes and goes would be
 * read out each time. A script tells it in `Told`, at most once in ten seconds.
 * A page that sees its link fail by itself sets `data-link="lost"` on the root element and the word in `[data-link-word]`.
 */
export function LinkState({ id, state, word, iso, time, tick }: LinkStateProps) {
  return (
    <span class="link-state" id={id} data-link={state} data-tick={tick === undefined ? undefined : tick % 2}>
      <svg class="link-state__yarn" viewBox="0 0 24 16" aria-hidden="true">
        <path class="link-state__stem" d="M1 1v14" />
        <path class="link-state__flow" d="M1 8c5-2.5 8 2.5 13 .6 3-1.1 5-1.6 9-.6" />
        <path class="link-state__torn" d="M1 8h5M11 11c4 0 6 1.5 9 4" />
      </svg>
      <span role="status" aria-live="off" data-link-word>
        {word ?? WORDS[state]}
      </span>
      <Time class="link-state__time" iso={iso} words={time} />
    </span>
  );
}

/**
 * The banner that a page shows when its link is lost. It is always there and empty of news, because the server cannot send it then:
 * `data-link="lost"` on the root element shows it, and the page writes the time into `[data-link-since]`.
 */
export function LinkBanner() {
  return (
    <div class="banner banner--crit banner--link">
      <Shape name="crit" />
      <span>
        Link lost. Values as of <span data-link-since>the last update</span>.
      </span>
      <span class="banner__more">Trying again; nothing is lost, the gap is filled when it is back.</span>
    </div>
  );
}
