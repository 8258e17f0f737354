import type { Child } from 'hono/jsx';
import { panelCount } from '../../../components/format/panel-count.ts';
import { Icon } from '../../../components/icons.tsx';
import { placeAttributes } from '../../../components/place-attributes.ts';
import type { Region } from '../../http/screen.ts';
import type { PanelOf } from '../definition.ts';
import type { Box } from '../layout/box.ts';

export interface SectionLineProps {
  readonly section: PanelOf<'section'> & Box;
  readonly isCollapsed: boolean;
  readonly count: number;
  /** Where it is the other way round; undefined: it stays open. */
  readonly href: string | undefined;
  /** What can be done with it, at the end of the line. */
  readonly menu: Child;
}

/** The line of a section over its panels; pressed, it closes or opens. */
export function sectionLine({ section, isCollapsed, count, href, menu }: SectionLineProps): Region {
  const id = `panel-${section.id}`;
  const title = section.title === '' ? 'Section' : section.title;
  const line = (
    <div class="section-line" id={id} {...placeAttributes(section)}>
      <h2 class="section-line__title">
        {href === undefined ? (
          title
        ) : (
          <a href={`${href}#${id}`} aria-expanded={isCollapsed ? 'false' : 'true'}>
            <Icon name={isCollapsed ? 'next' : 'down'} />
            {title}
          </a>
        )}
      </h2>
      {section.subtitle !== undefined && <span class="panel__subtitle">{section.subtitle}</span>}
      {isCollapsed && <span class="dim">{panelCount(count)}</span>}
      {menu !== undefined && <div class="panel__menu section-line__menu">{menu}</div>}
    </div>
  );
  return { id, html: String(line) };
}
