/** Seconds since 1970 UTC as Prometheus' API writes them: milliseconds only where there are some, and then all three digits. */
export function formatTime(atMs: number): string {
  const whole = Math.trunc(atMs / 1000);
  const ms = Math.abs(Math.round(atMs % 1000));
  const sign = atMs < 0 && whole === 0 ? '-' : '';
  return ms === 0 ? String(whole) : `${sign}${whole}.${String(ms).padStart(3, '0')}`;
}
