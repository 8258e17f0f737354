import { formatDuration } from '../../../components/format/format-duration.ts';
import type { PanelDefinition } from '../definition.ts';
import type { QueryExplanation } from './query-explanation.ts';

/** Where a panel gets what it shows, in a sentence. */
export function panelSource(definition: PanelDefinition, queries: readonly QueryExplanation[]): string {
  switch (definition.kind) {
    case 'log':
      return `The lines of the log “${definition.stream}”, as they come.`;
    case 'image':
      return `The newest picture that was sent under the name “${definition.name}”.`;
    case 'job':
      return `The job “${definition.name}”: what its newest run has said.`;
    case 'events':
      return `The events of ${definition.topics.join(', ')}, as they come.`;
    case 'telltale':
      return 'What this server measures of itself.';
    default:
      return queries.length === 1
        ? 'The series that this query gives.'
        : `The series that ${queries.length} queries give.`;
  }
}

/** What would make it empty, as sentences. */
export function whenEmpty(definition: PanelDefinition, queries: readonly QueryExplanation[]): readonly string[] {
  switch (definition.kind) {
    case 'log':
      return [`It is empty until a line of “${definition.stream}” comes, and again when all are past their time.`];
    case 'image':
      return [`It is empty until a picture of “${definition.name}” comes.`];
    case 'job':
      return [`It is empty until the job “${definition.name}” says something.`];
    case 'events':
      return ['It is empty until an event of these topics comes.'];
    case 'telltale':
      return [];
    default:
      return [...new Set(queries.flatMap(sentencesOf))];
  }
}

function sentencesOf({ refusal, missing, isPlain, silentAfterMs, series }: QueryExplanation): readonly string[] {
  if (refusal !== undefined) return [`There is no answer: ${refusal}`];
  if (missing.length > 0) return missing;
  if (isPlain) {
    return series.length === 0
      ? ['No series of that name and those labels has come yet.']
      : ['It is empty only when all of these series are deleted; one that falls silent stays, and says for how long.'];
  }
  return silentAfterMs === undefined || silentAfterMs === 0
    ? []
    : [
        `A series counts for ${formatDuration(silentAfterMs)} after its reading: when all of them have been silent for longer, there is no value.`,
      ];
}
