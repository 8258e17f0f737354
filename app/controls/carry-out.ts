import { sentSeries } from '../dashboards/kinds/control.ts';
import type { EventDraft } from '../events/kept/event.ts';
import type { Events } from '../events/kept/events.ts';
import type { History } from '../history/history.ts';
import { parseSeriesName } from '../history/parse-series-name.ts';
import type { Press } from './store.ts';

export interface CarryOptions {
  readonly history: Pick<History, 'append'>;
  readonly events: Pick<Events, 'append'>;
}

/** Keeps a press as a reading or an event, durably. Gives why it was refused, as words; undefined: it is kept. */
export async function carryOut(press: Press, { history, events }: CarryOptions): Promise<string | undefined> {
  if (press.sends.to === 'event') {
    const appended = await events.append([draftOf(press, press.sends.topic)]);
    return 'refusal' in appended ? appended.refusal : undefined;
  }
  const { metric, labels } = parseSeriesName(sentSeries(press)!)!;
  // A press that is carried out a second time replaces its own reading.
  const { refused } = await history.append([{ metric, labels, value: Number(press.value), atMs: press.atMs }]);
  return refused[0]?.reason;
}

/** One sequence a press: where it is carried out a second time, it takes its own place. */
function draftOf({ id, atMs, slug, panel, wire }: Press, topic: string): EventDraft {
  return {
    ...{ topic, atMs, kind: 'message', title: '', message: wire, priority: 3, tags: [], isMarkdown: false },
    ...{ actions: [], sequence: `press-${id}-${atMs}`, source: `control ${slug}/${panel}` },
  };
}
