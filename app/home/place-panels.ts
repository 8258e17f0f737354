const COLUMNS = 24;

interface Sized {
  readonly w: number;
  readonly h: number;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Where panels come to stand when they flow, as the grid of the page lays them: row by row, each at the first place that is free. */
export function placePanels(panels: readonly Sized[]): Placed[] {
  const taken = new Set<string>();
  const cells = ({ x, y, w, h }: Placed) =>
    Array.from({ length: w * h }, (_, i) => `${x + (i % w)},${y + Math.floor(i / w)}`);
  const fits = (place: Placed) => place.x + place.w <= COLUMNS && cells(place).every(cell => !taken.has(cell));
  let cursor = { x: 0, y: 0 };
  return panels.map(({ w, h }) => {
    let place = { ...cursor, w, h };
    while (!fits(place))
      place = place.x + w < COLUMNS ? { ...place, x: place.x + 1 } : { ...place, x: 0, y: place.y + 1 };
    for (const cell of cells(place)) taken.add(cell);
    cursor = { x: place.x, y: place.y };
    return place;
  });
}
