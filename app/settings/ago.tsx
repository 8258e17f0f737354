import { formatAge } from '../../components/format/format-age.ts';
import { Time } from '../../components/time.tsx';

/** How long ago something was, in one step. */
export function Ago({ atMs, nowMs }: { atMs: number; nowMs: number }) {
  const age = formatAge(nowMs - atMs);
  return <Time iso={new Date(atMs).toISOString()} words={age === 'now' ? 'now' : `${age} ago`} />;
}
