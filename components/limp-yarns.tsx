/** Yarns that hang: no air yet. */
export function LimpYarns() {
  return (
    <svg class="limp-yarns" viewBox="0 0 240 72" aria-hidden="true">
      <path class="limp-yarns__seam" d="M0 6.5H240" />
      {HANGING.map(({ x, length, sway }) => (
        <>
          <path
            class="limp-yarns__yarn"
            d={`M${x} 6c0 ${length * 0.3} ${sway} ${length * 0.55} ${sway > 0 ? 2 : -1} ${length}`}
          />
          <path class="limp-yarns__knot" d={`M${x - 4} 6.5h8`} />
        </>
      ))}
    </svg>
  );
}

const HANGING = [
  { x: 28, length: 46, sway: 5 },
  { x: 74, length: 58, sway: -5 },
  { x: 120, length: 50, sway: 5 },
  { x: 166, length: 60, sway: -5 },
  { x: 212, length: 44, sway: 5 },
];
