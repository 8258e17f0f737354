import { cutText } from '../../../components/text/terminal-text.ts';
import { textHeading } from '../../../components/text/text-page.ts';
import { routes } from '../../routes.ts';
import type { PanelOf } from '../definition.ts';
import type { Panel, PanelView } from '../panel.ts';

const MAX_TEXT_LINES = 20;

/** Links to the dashboards that there are, or to those with some words in their titles. */
export const boards: Panel<'boards'> = {
  kind: 'boards',
  awaits: ({ words }) => (words === undefined ? 'a dashboard' : `a dashboard with “${words}” in its title`),
  standing: (definition, view) => (chosen(definition, view).length === 0 ? undefined : { state: 'plain' }),

  draw(definition, view) {
    return (
      <ul class="panel-boards" aria-label={definition.title} tabindex={0}>
        {chosen(definition, view).map(({ slug, title }) => (
          <li>
            <a class="panel-boards__link" href={routes.dashboard.href({ slug })}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    );
  },

  text(definition, view, text) {
    const found = chosen(definition, view);
    const lines = found.slice(0, MAX_TEXT_LINES).map(({ slug, title }) => {
      const line = `  ${text.plain(title)}  ${routes.dashboard.href({ slug })}`;
      return cutText(line, text.columns);
    });
    const more = found.length > MAX_TEXT_LINES ? [text.dim(`  and ${found.length - MAX_TEXT_LINES} more`)] : [];
    return [textHeading(definition.title, definition.subtitle, text), ...lines, ...more];
  },

  table: (definition, view) => ({
    columns: [{ label: 'dashboard' }, { label: 'address' }],
    rows: chosen(definition, view).map(({ slug, title }) => [title, routes.dashboard.href({ slug })]),
  }),
};

function chosen({ words = '' }: PanelOf<'boards'>, { boards: known }: PanelView) {
  const wanted = words.toLowerCase().split(/\s+/);
  return known.filter(({ title }) => wanted.every(word => title.toLowerCase().includes(word)));
}
