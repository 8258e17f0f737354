import { raw } from 'hono/html';
import { Document } from '../../../../components/document.tsx';
import type { PanelDefinition } from '../../definition.ts';
import type { PanelSeries, PanelView } from '../../panel.ts';
import { drawPanel } from '../../panel-frame.tsx';
import { panelExamples } from '../panel-examples.ts';
import { EMPTY_VIEW, SAMPLE_NOW_MS, sampleSeries, sampleView, withOwnSeries } from '../sample-view.ts';
import { GalleryParts } from './gallery-parts.tsx';
import { gallerySeries } from './gallery-series.ts';

const STEP_MS = 1000;

/** The same series, as they would be so many steps after the last reading. */
function silentFor(series: readonly PanelSeries[], steps: number): PanelSeries[] {
  return series.map(one => ({
    ...one,
    atMs: SAMPLE_NOW_MS - steps * STEP_MS,
    values: [...one.values.slice(steps), ...Array.from({ length: steps }, () => undefined)],
  }));
}

/** Definitions beside the examples that show what one of them cannot. */
const MORE: readonly PanelDefinition[] = (['lines', 'area', 'bars', 'points'] as const).flatMap(draw =>
  [false, true].map(isStacked => ({
    ...{ kind: 'line', id: `line-${draw}${isStacked ? '-stacked' : ''}`, title: `line, ${draw}` },
    ...{ subtitle: isStacked ? 'stacked' : undefined, w: 8, h: 6, queries: [{ expr: 'x' }], draw, isStacked },
  })),
);

const HEAT: PanelDefinition = {
  ...{ kind: 'heatmap', id: 'hosts', title: 'heatmap, of series', w: 12, h: 7, queries: [{ expr: 'x' }] },
};

type State = { readonly name: string; readonly viewOf: (definition: PanelDefinition) => PanelView };

const STATES: readonly State[] = [
  { name: 'live', viewOf: one => complete(one, sampleView(gallerySeries(one.kind, 0), 'Shipped version 3')) },
  { name: 'in trouble', viewOf: one => complete(one, sampleView(gallerySeries(one.kind, 1), 'Shipped version 3')) },
  { name: 'late', viewOf: one => complete(one, sampleView(silentFor(gallerySeries(one.kind, 0), 3))) },
  { name: 'stale', viewOf: one => complete(one, sampleView(silentFor(gallerySeries(one.kind, 0), 24))) },
  { name: 'empty', viewOf: () => EMPTY_VIEW },
  {
    name: 'without an answer',
    viewOf: () => ({ ...EMPTY_VIEW, note: 'There is no function "rat": did you mean "rate"?' }),
  },
];

/** What some kinds need beside series: an end of a scale, dashboards to lead to, or what the server tells of itself. */
function complete(definition: PanelDefinition, view: PanelView): PanelView {
  if (!('queries' in definition)) return withOwnSeries({ ...view, boards: BOARDS });
  return {
    ...view,
    limit: sampleSeries(
      'total',
      view.queries[0]![0]!.values.map(() => 16e9),
      { unit: 'bytes' },
    ),
  };
}

const BOARDS = ['Kitchen', 'Kitchen of the boat', 'Old kitchen, since the fire'].map((title, at) => ({
  slug: `b-${at}`,
  title,
}));

const LOOKS = {
  many: (): PanelView => sampleView(Array.from({ length: 60 }, (_, at) => manyOf(at))),
  odd: (): PanelView =>
    sampleView([...gallerySeries('line', 0), sampleSeries('none', [1, Number.NaN], { value: Number.NaN })]),
};

function manyOf(at: number): PanelSeries {
  const [one] = gallerySeries('table', 0);
  return {
    ...one!,
    key: `host ${at}`,
    name: `host ${at}`,
    value: at,
    values: one!.values.map(value => value! + (at % 7)),
  };
}

interface GalleryPageProps {
  readonly assetHref: (path: string) => string;
  readonly theme: 'light' | 'dark';
  readonly density?: 'tv';
}

/** Every kind in every state. Ids differ from state to state, as they do on a page. */
export function GalleryPage({ assetHref, theme, density }: GalleryPageProps) {
  const examples = panelExamples();
  const sections = [
    ...STATES.map(({ name, viewOf }) => ({ name, panels: examples, viewOf })),
    { name: 'ways to draw', panels: MORE, viewOf: () => sampleView(gallerySeries('table', 0)) },
    { name: 'of many series', panels: [...examples.filter(one => 'queries' in one), HEAT], viewOf: LOOKS.many },
    { name: 'with what is no number', panels: examples.filter(one => 'queries' in one), viewOf: LOOKS.odd },
  ];
  return (
    <Document title="Gallery" assetHref={assetHref} theme={theme} density={density}>
      <main class="page" id="main">
        <section id="section-parts">
          <h1 class="page-head__title">parts</h1>
          <GalleryParts />
        </section>
        {sections.map(({ name, panels, viewOf }, at) => (
          <section id={`section-${at}`}>
            <h1 class="page-head__title">{name}</h1>
            <div class="cloth">{panels.map(panel => raw(drawn(panel, viewOf(panel), at)))}</div>
          </section>
        ))}
      </main>
    </Document>
  );
}

function drawn(panel: PanelDefinition, view: PanelView, section: number): string {
  const definition = { ...panel, id: `${panel.id}-${section}` };
  return drawPanel(definition, { ...view, memory: {} }, error => {
    throw error;
  });
}
