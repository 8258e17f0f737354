/** How the ids of the elements begin that hold what has settled of a panel's chart. */
export function settledId(panelId: string): string {
  return `s-${panelId}`;
}
