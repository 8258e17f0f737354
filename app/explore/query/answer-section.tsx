import type { Range } from '../../dashboards/range.ts';
import { AnswerView } from './answer.tsx';
import type { Asked } from './asked.ts';
import { Blank } from './blank.tsx';
import type { Choice } from './panel-sheet.tsx';
import { Problem } from './problem.tsx';

export interface AnswerSectionProps {
  readonly query: string;
  readonly range: Range;
  readonly asked: Asked;
  /** IANA name. */
  readonly timeZone: string;
  /** To keep the query on; undefined for who may only look. */
  readonly dashboards: readonly Choice[] | undefined;
}

/** What stands below the box, and is swapped with each query. */
export function AnswerSection({ query, range, asked, timeZone, dashboards }: AnswerSectionProps) {
  return (
    <div class="answer" id="answer">
      {asked.kind === 'blank' && <Blank examples={asked.examples} />}
      {asked.kind === 'answered' && <AnswerView {...{ query, range, timeZone, dashboards }} answer={asked} />}
      {asked.kind === 'refused' && (
        <div class="sheet query__notice" id="answer-problem">
          <Problem
            status="crit"
            {...{ query, sentence: asked.sentence, position: asked.position }}
            range={range.name}
            suggestions={asked.suggestion === undefined ? [] : [asked.suggestion]}
          />
        </div>
      )}
    </div>
  );
}
