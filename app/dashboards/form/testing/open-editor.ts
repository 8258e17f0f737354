import { routes } from '../../../routes.ts';
import { openApp } from '../../../testing/open-app.ts';
import type { PanelDefinition } from '../../definition.ts';
import { WHOLE_PANEL } from './whole-panel.ts';

type Fields = Readonly<Record<string, string>>;

const HTMX = { 'HX-Request': 'true' };

/** The application with the form of the panel `cpu`, as a browser uses it. */
export async function openEditor(t: Parameters<typeof openApp>[0]) {
  const app = await openApp(t);
  const { dashboards, state, history } = app.deps;
  await history.append([{ metric: 'humidity', labels: { room: 'attic' }, value: 1, atMs: app.nowMs }]);
  const hrefOf = (slug: string, id = 'cpu') => routes.panelEdit.href({ slug, id });
  let boards = 0;

  const send = async (slug: string, form: URLSearchParams, more: Fields = {}, headers: Fields = {}) => {
    for (const [name, value] of Object.entries(more)) form.set(name, value);
    const response = await app.fetch(hrefOf(slug), {
      ...{ as: 'owner', accept: 'text/html', method: 'POST', body: form.toString() },
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
    });
    const text = await response.text();
    return { status: response.status, location: response.headers.get('location'), text, response };
  };

  return {
    app,
    hrefOf,
    /** A new dashboard with a panel and another one; gives its slug. */
    board: (panel: PanelDefinition = WHOLE_PANEL) =>
      state.transactional.batch(() => {
        const other: PanelDefinition = { kind: 'log', id: 'other', title: 'Other', stream: 'app', w: 4, h: 4 };
        return dashboards.create({ title: `Board ${++boards}`, panels: [panel, other] })!.slug;
      }),
    versionOf: (slug: string) => dashboards.find(slug)!.version,
    panelOf: (slug: string, id = 'cpu') => dashboards.find(slug)!.definition.panels.find(panel => panel.id === id),
    open: async (slug: string, id = 'cpu') => {
      const response = await app.fetch(hrefOf(slug, id), { as: 'owner', accept: 'text/html' });
      return { status: response.status, page: await response.text() };
    },
    /** Sends the form as it is without script, with some fields changed. */
    send,
    /** The same as htmx does. */
    sendPart: (slug: string, form: URLSearchParams, more: Fields = {}) => send(slug, form, more, HTMX),
    /** Somebody else changes a panel of the dashboard, or takes it away. */
    change: (slug: string, next: (panel: PanelDefinition) => PanelDefinition | undefined, id = 'cpu') =>
      state.transactional.batch(() =>
        dashboards.edit(slug, definition => ({
          ...definition,
          panels: definition.panels.flatMap(panel => (panel.id === id ? (next(panel) ?? []) : panel)),
        })),
      ),
  };
}
