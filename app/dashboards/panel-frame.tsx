import type { Child } from 'hono/jsx';
import { Empty } from '../../components/empty.tsx';
import { freshnessOf } from '../../components/format/freshness.ts';
import { Panel as Frame } from '../../components/panel.tsx';
import type { YarnState } from '../../components/yarn.tsx';
import type { PanelDefinition } from './definition.ts';
import type { Panel, PanelView } from './panel.ts';
import { panels } from './panels.ts';

interface Content {
  readonly state: YarnState;
  readonly age?: string;
  readonly body: Child;
}

/**
 * A panel with its frame, as HTML. One that cannot be drawn says so in its place; the others and the stream go on.
 * `onError` hears why.
 */
export function drawPanel(definition: PanelDefinition, view: PanelView, onError: (error: unknown) => void): string {
  const frame = (content: Content) => (
    <Frame
      id={`panel-${definition.id}`}
      title={definition.title}
      subtitle={definition.subtitle}
      place={{ w: definition.w, h: definition.h }}
      wide={definition.kind === 'table'}
      state={content.state}
      age={content.age}
      headingLevel={2}
    >
      {content.body}
    </Frame>
  );
  try {
    return String(frame(contentOf(definition, view)));
  } catch (error) {
    onError(error);
    return String(
      frame({ state: 'error', body: <Empty title="This panel could not be drawn">The log says why.</Empty> }),
    );
  }
}

function contentOf(definition: PanelDefinition, view: PanelView): Content {
  if (definition.kind === 'log') return logContent(definition, view);
  const series = view.queries.flat();
  if (series.length === 0) {
    if (view.note !== undefined) return { state: 'error', body: <Empty title="No answer">{view.note}</Empty> };
    return waitingFor(definition.queries.map(query => query.expr).join(', '));
  }
  const newest = series.reduce((a, b) => (b.atMs > a.atMs ? b : a));
  return { ...freshnessOf(newest.atMs, newest.intervalMs, view.nowMs), body: draw(definition, view) };
}

function logContent(definition: PanelDefinition & { kind: 'log' }, view: PanelView): Content {
  const newest = view.lines.at(-1);
  if (!newest) return waitingFor(definition.stream);
  return { state: 'live', age: freshnessOf(newest.atMs, undefined, view.nowMs).age, body: draw(definition, view) };
}

function waitingFor(what: string): Content {
  return {
    state: 'empty',
    age: 'waiting',
    body: (
      <Empty title="Nothing yet">
        Waiting for <code>{what}</code>
      </Empty>
    ),
  };
}

/** The table pairs each kind with its own drawing; the compiler cannot follow that through a lookup. */
function draw<D extends PanelDefinition>(definition: D, view: PanelView): Child {
  return (panels[definition.kind] as unknown as Panel<D['kind']>).draw(definition as never, view);
}
