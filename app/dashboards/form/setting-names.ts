import type { ListSources } from '../gallery/list-signals.ts';
import { kindShape } from './kind-shape.ts';
import type { PanelForm } from './panel-form.ts';
import { targetOf } from './read-control.ts';

const MAX_NAMES = 200;

/** What a setting that names something may name: the log streams, pictures, jobs, topics or series there are. */
export async function settingNames(sources: ListSources, form: Pick<PanelForm, 'get'>): Promise<readonly string[]> {
  const { history, logs, images, jobs, events } = sources;
  const kind = form.get('kind');
  const shape = kindShape(kind);
  const target = kind === 'control' ? targetOf(form) : undefined;
  if (target === 'series') return (await history.latest({ limit: MAX_NAMES })).series.map(({ key }) => key);
  if ('topics' in shape || target === 'event') return (await events.newest(MAX_NAMES)).map(({ topic }) => topic);
  if ('stream' in shape) return (await logs.newest(MAX_NAMES)).map(({ stream }) => stream);
  if (kind === 'image') return images.newest(MAX_NAMES).map(({ name }) => name);
  return kind === 'job' ? jobs.newest(MAX_NAMES).map(({ name }) => name) : [];
}
