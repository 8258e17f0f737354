import type { SeriesCount } from './history.ts';
import { manySeries } from './many-series.ts';
import type { NewSeriesLimit } from './new-series-limit.ts';
import type { Sender } from './sender.ts';
import type { SeriesIndex } from './series-index.ts';

export interface SeriesLimitsOptions {
  readonly index: SeriesIndex;
  readonly newSeriesLimit: NewSeriesLimit;
  /** Visible at one time. */
  readonly maxSeries: number;
  /** Of those, made by one sender. */
  readonly maxSeriesPerSender: number;
}

/** How long an advice is given again: to find it out, all series are looked through. */
const ADVICE_MS = 60_000;

/** A metric with fewer of the series, or a label with fewer values among them, is not what makes them many. */
const NOTABLE_SHARE = 0.1;

/** Says whether one more series may be made, and if not, who and what made so many. */
export class SeriesLimits {
  readonly #options: SeriesLimitsOptions;
  /** By sender, or for all of them under the empty text; no more than there are senders at their limit. */
  readonly #advice = new Map<string, { readonly untilMs: number; readonly text: string }>();

  constructor(options: SeriesLimitsOptions) {
    this.#options = options;
  }

  /** Takes a place for the series of this key, or gives a sentence for the sender. */
  findRefusal(key: string, nowMs: number, sender: Sender | undefined): string | undefined {
    const { index, newSeriesLimit, maxSeries, maxSeriesPerSender } = this.#options;
    if (index.size >= maxSeries) {
      return `The series ${key} is new, and ${maxSeries} series are kept at most. ${this.#advise(nowMs)}Remove some, or send fewer labels.`;
    }
    if (sender && index.senders.of(sender.id) >= maxSeriesPerSender) {
      return (
        `The series ${key} is new, and ${sender.name} has made ${maxSeriesPerSender} series already, as many as one sender may have. ` +
        `${this.#advise(nowMs, sender.id)}Remove some, send with a token of its own, or raise TELLTALE_MAX_SERIES_PER_SENDER.`
      );
    }
    if (newSeriesLimit.take(nowMs, sender?.id)) return undefined;
    return (
      `The series ${key} is new, and more than ${newSeriesLimit.maxPerMinute} new ones within a minute are refused. ` +
      'Send it again in a minute, or raise TELLTALE_MAX_NEW_SERIES_PER_MINUTE.'
    );
  }

  #advise(nowMs: number, senderId = ''): string {
    const known = this.#advice.get(senderId);
    // A clock that was set back must not keep an old advice for long.
    if (known && known.untilMs > nowMs && known.untilMs <= nowMs + ADVICE_MS) return known.text;
    const all = Array.from(this.#options.index.values());
    const ofSender = senderId === '' ? all : all.filter(({ sender }) => sender === senderId);
    const [most] = manySeries(ofSender, 1);
    const text = most && most.series > ofSender.length * NOTABLE_SHARE ? `${toAdvice(most)} ` : '';
    this.#advice.set(senderId, { untilMs: nowMs + ADVICE_MS, text });
    return text;
  }
}

function toAdvice({ metric, series, label }: SeriesCount): string {
  const most = `${series} of them are of ${metric}`;
  if (!label || label.values < series * NOTABLE_SHARE) return `${most}.`;
  const count = label.isMore ? `at least ${label.values}` : `${label.values}`;
  return `${most}: look for a label whose value changes with each reading, such as ${label.name} with ${count} values there, and leave it out.`;
}
