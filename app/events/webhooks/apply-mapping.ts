import type { Mapping } from './mapping.ts';
import { renderTemplate } from './render-template.ts';
import { severityToPriority } from './severity.ts';
import type { HookEvent } from './webhook-source.ts';

/** The event that a mapping makes of a body. */
export function applyMapping(mapping: Mapping, body: unknown): HookEvent {
  const render = (name: keyof Mapping) => renderTemplate(mapping[name], body).trim();
  const sequence = render('sequence')
    .replaceAll(/[^-\w]/g, '-')
    .slice(0, 64);
  return {
    title: render('title'),
    message: render('message'),
    priority: severityToPriority(render('priority')),
    tags: render('tags').split(','),
    click: render('click'),
    ...(sequence !== '' && { sequence }),
  };
}
