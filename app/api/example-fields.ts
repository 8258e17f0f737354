import type { Example } from './endpoint.ts';

/** The fields of an example at a time. */
export function exampleFields({ fields = {}, isOfLastHour = false }: Example, nowMs: number): Example['fields'] & {} {
  const endSeconds = Math.floor(nowMs / 1000);
  return isOfLastHour ? { ...fields, start: `${endSeconds - 3600}`, end: `${endSeconds}` } : fields;
}
