import { DashboardDefinition } from '../definition.ts';
import type { KeptVersion } from '../kept/versions.ts';

/** Undefined: what was kept then is not understood any more. */
export function readVersion({ definition }: Pick<KeptVersion, 'definition'>): DashboardDefinition | undefined {
  return DashboardDefinition.safeParse(JSON.parse(definition)).data;
}
