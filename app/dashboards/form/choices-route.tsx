import type { Guard } from '../../auth/guard.ts';
import { fragmentResponse } from '../../http/page.tsx';
import type { PatternRouter } from '../../http/router.ts';
import type { NameSource } from '../../promql/complete/name-source.ts';
import { routes } from '../../routes.ts';
import { Choices } from './choices.tsx';

const MAX_FOUND = 50;

interface ChoicesOptions {
  readonly guard: Guard;
  readonly names: NameSource;
}

/** What a field may hold that has the text in it that was typed: metrics, or values of a label. */
export function mountChoices(router: PatternRouter, { guard, names }: ChoicesOptions): void {
  router.on(routes.panelChoices, {
    GET: {
      offers: ['fragment'],
      handler: guard.own(
        async ({ url: { searchParams }, signal }: { request: Request; url: URL; signal: AbortSignal }) => {
          const field = searchParams.get('field') ?? '';
          const typed = (searchParams.get(field) ?? '').trim();
          const found = await findNames(names, searchParams, field, typed, signal);
          const wanted = typed.toLowerCase();
          const fitting = found.filter(name => name.toLowerCase().includes(wanted)).slice(0, MAX_FOUND);
          return fragmentResponse(<Choices names={fitting} />);
        },
      ),
    },
  });
}

async function findNames(
  names: NameSource,
  fields: URLSearchParams,
  field: string,
  typed: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (fields.get('what') !== 'value') return (await names.metrics(typed, signal)).map(({ name }) => name);
  // The metric of a query stands beside its conditions: `queries.0.where.1.value`.
  const [, query = '', condition = ''] = /^(queries\.\d+)\.(where\.\d+)\.value$/.exec(field) ?? [];
  const label = fields.get(`${query}.${condition}.label`)?.trim() ?? '';
  const metric = fields.get(`${query}.metric`)?.trim() || undefined;
  return label === '' ? [] : names.values(label, metric, typed, signal);
}
