import type { Range } from '../../dashboards/range.ts';
import { AnswerView } from './answer.tsx';
import type { Asked } from './asked.ts';
import { Blank } from './blank.tsx';
import { Problem } from './problem.tsx';

export interface AnswerSectionProps {
  readonly query: string;
  readonly range: Range;
  readonly asked: Asked;
  /** IANA name. */
  readonly timeZone: string;
}

/** What stands below the box, and is swapped with each query. */
export function AnswerSection({ query, range, asked, timeZone }: AnswerSectionProps) {
  return (
    <div class="answer" id="answer">
      {asked.kind === 'blank' && <Blank examples={asked.examples} />}
      {asked.kind === 'answered' && <AnswerView {...{ query, range, timeZone }} answer={asked} />}
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
