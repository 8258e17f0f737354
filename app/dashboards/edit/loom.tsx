import { placeAttributes } from '../../../components/place-attributes.ts';
import { area, Slot } from '../../http/area.tsx';
import type { Area } from '../../http/screen.ts';
import { routes } from '../../routes.ts';
import type { ArrangedPanel } from '../layout/arrange-panels.ts';
import { nameOf } from './name-of.ts';
import { placeWords } from './place-words.ts';

/**
 * What lies over the live panels while a dashboard is built: for each a frame that can be chosen, dragged and moved by keys. Data change
 * the panels below it and never the frames, so nothing that somebody holds is taken out of the hand.
 */
export function loomArea(slug: string, panels: readonly ArrangedPanel[]): Area {
  const regions = panels.map(panel => ({ id: frameId(panel.id), html: String(<Frame slug={slug} panel={panel} />) }));
  const loom = (
    <section class="cloth loom" id="loom" aria-label="Panels, to be arranged">
      <Slot />
    </section>
  );
  return area('loom', loom, regions);
}

export const frameId = (id: string) => `frame-${id}`;

function Frame({ slug, panel }: { readonly slug: string; readonly panel: ArrangedPanel }) {
  const id = frameId(panel.id);
  const href = routes.dashboardEdit.href({ slug }, { panel: panel.id });
  return (
    <a
      class="loom__frame"
      id={id}
      href={`${href}#${id}`}
      draggable="false"
      hx-get={href}
      hx-trigger="focus"
      hx-target="#edit-strip"
      hx-swap="outerMorph"
      hx-sync="#edit-strip:queue all"
      data-frame={panel.id}
      data-fixed={panel.kind === 'section' ? '' : undefined}
      aria-label={`${nameOf(panel)}, ${placeWords(panel)}`}
      {...placeAttributes(panel)}
    >
      <i class="loom__handle" data-edge="top" />
      <i class="loom__handle" data-edge="right" />
      <i class="loom__handle" data-edge="bottom" />
      <i class="loom__handle" data-edge="left" />
    </a>
  );
}
