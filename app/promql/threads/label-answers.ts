import type { KeeperLine } from '../../../db/keeper/connect-keeper.ts';
import type { HistoryCalls } from '../../history/calls.ts';
import type { LookedUp, Lookup } from '../../history/label-lookup.ts';
import type { LabelMatcher } from '../../history/labels/label-matcher.ts';
import type { MetricMetadata } from '../../history/metric-metadata.ts';
import type { Labels } from '../../history/reading.ts';
import { LabelSet } from '../eval/label-set.ts';
import { parseSelectorText } from '../parse/parse-selector-text.ts';
import { asPromqlError } from '../source/as-promql-error.ts';
import { writeDataJson } from '../write/write-json.ts';
import type { createAnswering } from './answering.ts';
import type { Form, LookupAsk, MetadataAsk } from './asks.ts';
import { movedAnswer } from './moved-answer.ts';

export interface LabelAnswersParts {
  readonly keeper: Pick<KeeperLine<HistoryCalls>, 'call'>;
  readonly answering: ReturnType<typeof createAnswering>['answering'];
  readonly requireWanted: () => void;
}

/** Answers what is asked about labels and metrics: the keeper knows it, the text is written here. */
export function createLabelAnswers({ keeper, answering, requireWanted }: LabelAnswersParts) {
  const write = (data: unknown, isCut: boolean, form: Form) =>
    movedAnswer(writeDataJson(data, isCut, form, requireWanted));
  const writeFound = ({ found, isMore }: LookedUp<unknown>, ask: LookupAsk) => {
    const sorted = sortedByText(found);
    return write(sorted.slice(0, ask.limit), isMore || sorted.length > (ask.limit ?? sorted.length), ask);
  };

  return {
    labelNames: answering(parseSelectors, async (signal, selectors, ask) =>
      writeFound(await keeper.call('labelNames', [toLookup(selectors, ask)], { signal }).catch(asPromqlError), ask),
    ),
    labelValues: answering(
      (_label: string, ask: LookupAsk) => parseSelectors(ask),
      async (signal, selectors, label, ask) => {
        const lookup = toLookup(selectors, ask);
        return writeFound(await keeper.call('labelValues', [label, lookup], { signal }).catch(asPromqlError), ask);
      },
    ),
    labelSets: answering(parseSelectors, async (signal, selectors, ask) =>
      writeFound(await keeper.call('labelSets', [toLookup(selectors, ask)], { signal }).catch(asPromqlError), ask),
    ),
    metadata: answering(parseNothing, async (signal, _parsed, ask) => {
      const known = await keeper.call('metadata', [ask.metric === undefined ? undefined : [ask.metric]], { signal });
      const shown = known.slice(0, ask.limit);
      return write(Object.fromEntries(shown.map(one => [one.metric, [toEntry(one)]])), false, ask);
    }),
  };
}

function parseSelectors({ selectors }: LookupAsk) {
  return selectors.map(parseSelectorText);
}

function parseNothing(_ask: MetadataAsk): void {}

function toLookup(selectors: readonly (readonly LabelMatcher[])[], ask: LookupAsk): Lookup {
  return { selectors, sinceMs: ask.sinceMs };
}

function toEntry({ type = 'unknown', help = '', unit = '' }: MetricMetadata) {
  return { type, help, unit };
}

/** Texts as they are, sets of labels by their names and values. */
function sortedByText(found: readonly unknown[]): unknown[] {
  const texts = found.map(one => (typeof one === 'string' ? one : LabelSet.from(one as Labels).key));
  const places = Array.from(texts.keys()).sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1));
  return places.map(place => {
    const one = found[place];
    return typeof one === 'string' ? one : LabelSet.from(one as Labels).toRecord();
  });
}
