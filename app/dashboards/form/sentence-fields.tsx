import { GROUPS, groupOf, LOOKS, lookOf } from '../../promql/sentence/sentence.ts';
import { ActButton } from './act-button.tsx';
import { ChoiceList } from './choice-list.tsx';
import { Condition } from './condition.tsx';
import { lookingUp } from './looking-up.ts';
import type { PanelForm } from './panel-form.ts';
import { acts } from './perform-act.ts';
import type { QueryView } from './query-view.ts';
import { fieldId, Word } from './word.tsx';

interface SentenceFieldsProps {
  readonly slug: string;
  readonly form: PanelForm;
  readonly query: QueryView;
}

const SPLITS = [
  { name: 'by', words: 'for each' },
  { name: 'without', words: 'over' },
];
const FACTORS = [
  { name: '*', words: 'times' },
  { name: '/', words: 'divided by' },
];

/** A query as a sentence of words to press. */
export function SentenceFields({ slug, form, query: { row, metrics, labels, values } }: SentenceFieldsProps) {
  const look = lookOf(form.get(`${row}.look`) || 'value');
  const group = groupOf(form.get(`${row}.group`));
  const metricList = `${fieldId(row)}-metrics`;
  const labelList = `${fieldId(row)}-labels`;
  const word = (name: string) => ({ form, name: `${row}.${name}` });
  return (
    <div class="sentence">
      <span>Show the</span>
      <Word {...word('look')} label="What of it" options={LOOKS} fallback="value" />
      {look?.takes && <Word {...word('quantile')} label="Which quantile" width="short" placeholder="0.95" />}
      <span>of</span>
      <Word
        {...word('metric')}
        label="Metric"
        isName
        width="long"
        placeholder="metric"
        attributes={{ list: metricList, ...lookingUp(slug, metricList, `${row}.metric`, 'metric') }}
      />
      <ChoiceList id={metricList} names={metrics} />
      {values.map((known, at) => (
        <Condition {...{ slug, form, row, at, known, labelList }} />
      ))}
      <ActButton act={acts.add(`${row}.where`)} icon="plus">
        condition
      </ActButton>
      <ChoiceList id={labelList} names={labels} />
      {look && look.name !== 'value' && (
        <>
          <span>over</span>
          <Word {...word('window')} label="Over how long" fallback="5m" width="short" />
        </>
      )}
      <span>then</span>
      <Word
        {...word('group')}
        label="Made of several series"
        options={[{ name: '', words: 'each series' }, ...GROUPS]}
      />
      {group?.takes && (
        <Word
          {...word('param')}
          label={group.takes === 'count' ? 'How many' : 'Which quantile'}
          width="short"
          placeholder={group.takes === 'count' ? '5' : '0.95'}
        />
      )}
      {group && (
        <>
          <Word {...word('split')} label="For each of these labels, or over them" options={SPLITS} />
          <Word
            {...word('labels')}
            label="Labels, with commas between them"
            isName
            placeholder="all together"
            attributes={{ list: labelList }}
          />
        </>
      )}
      <Word {...word('factorOp')} label="Times or divided by" options={FACTORS} />
      <Word {...word('factor')} label="By which number" width="short" placeholder="1" />
    </div>
  );
}
