import type { Child } from 'hono/jsx';
import { Empty } from '../../components/empty.tsx';
import { Panel as Frame } from '../../components/panel.tsx';
import type { Placement } from '../../components/place-attributes.ts';
import type { PanelDefinition } from './definition.ts';
import type { Verdict } from './look/judge-value.ts';
import type { PanelView, Standing } from './panel.ts';
import { panelOf } from './panel-of.ts';

interface Content extends Standing {
  readonly verdict?: Verdict | undefined;
  readonly body: Child;
}

/**
 * A panel with its frame, as HTML. One that cannot be drawn says so in its place; the others and the stream go on.
 * `onError` hears why. `href` is where its title leads, `menu` what can be done with it.
 */
export function drawPanel(
  definition: PanelDefinition,
  view: PanelView,
  onError: (error: unknown) => void,
  { menu, href }: { readonly menu?: Child; readonly href?: string | undefined } = {},
): string {
  const frame = (content: Content) => (
    <Frame
      id={`panel-${definition.id}`}
      title={definition.title}
      subtitle={definition.subtitle}
      href={href}
      place={placeOf(definition)}
      wide={panelOf(definition).isWide}
      state={content.state}
      age={content.age}
      usual={content.usual}
      verdict={content.verdict}
      menu={menu}
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
  const panel = panelOf(definition);
  const standing = panel.standing(definition, view);
  if (standing) return { ...standing, verdict: panel.verdict?.(definition, view), body: panel.draw(definition, view) };
  if (view.note !== undefined)
    return { state: 'error', body: <Empty title={titleOfNote(definition)}>{view.note}</Empty> };
  const { noValue = 'Nothing yet' } = 'queries' in definition ? definition : {};
  return {
    state: 'empty',
    age: 'waiting',
    body: (
      <Empty title={noValue}>
        Waiting for <code>{panel.awaits(definition)}</code>
      </Empty>
    ),
  };
}

function titleOfNote({ kind }: PanelDefinition): string {
  return kind === 'control' ? 'Nothing to press' : 'No answer';
}

function placeOf(definition: PanelDefinition): Placement {
  const { w, h } = definition;
  return definition.kind === 'section' ? { w, h } : { w, h, x: definition.x, y: definition.y };
}
