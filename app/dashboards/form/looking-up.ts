import { routes } from '../../routes.ts';

/** Attributes of a field that looks up names with what is typed in them; what is typed counts only when it is whole. */
export function lookingUp(slug: string, list: string, field: string, what: string, include: readonly string[] = []) {
  return {
    'hx-get': routes.panelChoices.href({ slug }, { what, field }),
    'hx-trigger': 'input changed delay:150ms consume',
    'hx-target': `#${list}`,
    'hx-swap': 'innerHTML',
    'hx-sync': 'this:replace',
    'hx-include': include.length === 0 ? undefined : include.map(name => `[name="${name}"]`).join(', '),
  };
}
