import { freshnessOf } from '../../../components/format/freshness.ts';
import { Shape } from '../../../components/icons.tsx';
import { waitingLine } from '../../../components/text/reading-line.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import { OWN_METRICS } from '../own-metrics.ts';
import type { Panel } from '../panel.ts';
import { ownFigures } from './own-figures.ts';
import { ownVerdict } from './own-verdict.ts';
import { readOwn } from './read-own.ts';

/** How this server itself is: one sentence, and the figures behind it. */
export const telltale: Panel<'telltale'> = {
  kind: 'telltale',
  awaits: () => OWN_METRICS[0],

  standing(_, view) {
    const newest = readOwn(view)('telltale_streams_open');
    return newest && freshnessOf(newest.atMs, newest.intervalMs, view.nowMs);
  },

  draw(_, view) {
    const { status, sentences } = ownVerdict(readOwn(view), view.nowMs);
    return (
      <div class="panel-own">
        <div class={`panel-own__verdict panel-own__verdict--${status}`}>
          <Shape name={status} />
          <p>{sentences.join(' ')}</p>
        </div>
        <dl class="panel-own__figures">
          {ownFigures(view).map(({ name, value, more }) => (
            <div class="panel-own__figure">
              <dt>{name}</dt>
              <dd>
                <b>{value}</b> {more !== undefined && <span>{more}</span>}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    );
  },

  text({ title }, view, text) {
    const { sentences } = ownVerdict(readOwn(view), view.nowMs);
    const lines = ownFigures(view).map(({ name, value, more }) =>
      waitingLine(`  ${name}`, more === undefined ? value : `${value} · ${more}`, text),
    );
    return [textHeading(title, sentences.join(' '), text), ...lines];
  },

  table: (_, view) => ({
    columns: [{ label: 'figure' }, { label: 'now' }, { label: 'more' }],
    rows: ownFigures(view).map(({ name, value, more }) => [name, value, more]),
  }),
};
