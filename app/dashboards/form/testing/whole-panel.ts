import { PanelDefinition } from '../../definition.ts';

/** A panel of which everything is said that a form has fields for. */
export const WHOLE_PANEL = PanelDefinition.parse({
  ...{
    kind: 'line',
    id: 'cpu',
    title: 'CPU',
    subtitle: 'by mode',
    w: 14,
    h: 7,
    isStacked: true,
    topics: ['deploys', 'notes'],
  },
  queries: [
    { expr: '100 * avg by (mode) (rate(cpu_seconds{mode!="idle"}[1m]))', legend: '{{mode}}' },
    { expr: 'a + b' },
  ],
  ...{ unit: '%', decimals: 1, min: 0, max: 100, noValue: 'asleep' },
  thresholds: {
    of: 'percent',
    direction: 'below',
    steps: [
      { at: 20, status: 'warn', word: 'idle' },
      { at: 5, status: 'crit' },
    ],
  },
  mappings: [
    { value: 0, text: 'off', status: 'ok' },
    { from: 1, to: 2, text: 'low' },
    { from: 50, text: 'high' },
    { is: 'none', text: 'gone', status: 'crit' },
  ],
  overrides: [
    { name: 'user', as: { name: 'people', colour: 'rust' } },
    { series: '{mode="system"}', as: { unit: 'ratio', axis: 'right' } },
  ],
});
