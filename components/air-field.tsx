/**
 * A field of tufts as on a test sail: the air follows the cloth, but for one place where it separates and the tufts lift.
 * Computed from their places alone, hence the same on every page and at every visit.
 */
export function AirField() {
  const tufts = tuftPlaces().map(toTuft);
  const draw = (isLifted: boolean, part: 'yarn' | 'knot') =>
    tufts
      .filter(tuft => tuft.isLifted === isLifted)
      .map(tuft => tuft[part])
      .join('');
  return (
    <svg class="air-field" viewBox="0 0 880 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <path class="air-field__tuft" d={draw(false, 'yarn')} />
      <path class="air-field__knot" d={draw(false, 'knot')} />
      <path class="air-field__tuft air-field__tuft--lifted" d={draw(true, 'yarn')} />
      <path class="air-field__knot air-field__knot--lifted" d={draw(true, 'knot')} />
    </svg>
  );
}

type Place = { x: number; y: number };
type Tuft = { isLifted: boolean; yarn: string; knot: string };

const WIDTH = 880;
const HEIGHT = 900;
const SPACING = { x: 76, y: 60 };
const SEPARATION = { x: 530, y: 430, width: 200, height: 165 };

/** Rows are set half a step apart, as they are sewn. */
function tuftPlaces(): Place[] {
  const rows = Math.ceil(HEIGHT / SPACING.y);
  const columns = Math.ceil(WIDTH / SPACING.x) + 1;
  return Array.from({ length: rows * columns }, (_, index) => {
    const row = Math.floor(index / columns);
    return { x: 46 + (row % 2) * (SPACING.x / 2) + (index % columns) * SPACING.x, y: 40 + row * SPACING.y };
  });
}

/** A yarn is a curve from its knot: it leaves in one direction and ends in another. */
function toTuft(place: Place): Tuft {
  const lift = separationAt(place);
  const isLifted = lift > 0;
  const leaves = isLifted ? -0.75 - 0.9 * lift + wobble(place, 1) * 0.35 : steadyAngle(place);
  const bends = wobble(place, 2) * (isLifted ? 0.55 : 0.09);
  const length = isLifted ? 46 - 10 * lift : 50;
  const middle = along(place, leaves, length / 2);
  const end = along(middle, leaves + bends, length / 2);
  return {
    isLifted,
    yarn: `M${at(place)}Q${at(middle)} ${at(end)}`,
    knot: `M${at(along(place, leaves + Math.PI / 2, 4))}L${at(along(place, leaves - Math.PI / 2, 4))}`,
  };
}

/** 0 outside of the place where the air separates, up to 1 in its middle. */
function separationAt({ x, y }: Place): number {
  const across = (x - SEPARATION.x) / SEPARATION.width;
  const down = (y - SEPARATION.y) / SEPARATION.height;
  return Math.max(0, 1 - Math.hypot(across, down));
}

/** Air comes a little from above, and rises towards the leech below the middle. */
function steadyAngle({ x, y }: Place): number {
  const downward = 0.24 * Math.sin(Math.PI * Math.min(1, Math.max(0, (x + 80) / 760))) * Math.max(0, 1 - y / 420);
  const upward = 0.5 * Math.max(0, (y - 60) / 800) * (0.35 + (0.65 * x) / WIDTH);
  return downward - upward;
}

/** -1 to 1, without a pattern that the eye finds and without chance. */
function wobble({ x, y }: Place, salt: number): number {
  return Math.sin(x * 12.9898 + y * 78.233 + salt * 37.719) * Math.cos(x * 3.11 - y * 1.7 + salt);
}

function along({ x, y }: Place, angle: number, length: number): Place {
  return { x: x + length * Math.cos(angle), y: y + length * Math.sin(angle) };
}

function at({ x, y }: Place): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}
