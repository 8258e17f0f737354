/** `1 panel`, `12 panels`, `no panel yet`. */
export function panelCount(count: number): string {
  if (count === 0) return 'no panel yet';
  return count === 1 ? '1 panel' : `${count} panels`;
}
