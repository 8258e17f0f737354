/**
 * All icons of the product. The sprite is drawn once, at the top of the page; every use refers to it by name. `Icon` is a stroke of
 * ink for a thing to press, `Shape` a filled mark of a status or an event. Both are decoration: the words beside them carry the
 * meaning, and a button with nothing but an icon needs an `aria-label`.
 */

export type IconName = keyof typeof ICONS;
export type ShapeName = keyof typeof SHAPES;
export type YarnName = keyof typeof YARNS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  );
}

/** A status shape has its own colour, unless `inherit` gives it that of the words around it. */
export function Shape({ name, inherit = false }: { name: ShapeName; inherit?: boolean | undefined }) {
  return (
    <svg class={inherit ? 'shape' : `shape shape--${name}`} viewBox="0 0 12 12" aria-hidden="true">
      <use href={`#shape-${name}`} />
    </svg>
  );
}

export function IconSprite() {
  return (
    <svg class="sprite" aria-hidden="true">
      {Object.entries(YARNS).map(([name, path]) => (
        <symbol id={`yarn-${name}`} viewBox="0 0 12 16">
          <path d={path} />
        </symbol>
      ))}
      {Object.entries(SHAPES).map(([name, path]) => (
        <symbol id={`shape-${name}`} viewBox="0 0 12 12">
          {name === 'none' ? (
            <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 1.6" />
          ) : (
            <path d={path} />
          )}
        </symbol>
      ))}
      {Object.entries(ICONS).map(([name, path]) => (
        <symbol id={`icon-${name}`} viewBox="0 0 16 16">
          <path d={path} />
        </symbol>
      ))}
    </svg>
  );
}

/** The postures of a telltale. */
const YARNS = {
  live: 'M1 4.5v7M1 8c3.5-3 6 2.6 10.8-.6',
  late: 'M1 4.5v7M1 8c4 0 6.5-2 9-7',
  stale: 'M1 4.5v7M1 7c5.5-.5 6.5 3 5 9',
  lost: 'M1 4.5v7M1 8h2.5M6.5 10.5c2 0 3 1.5 5 3.5',
  loading: 'M1 4.5v7M3.5 8h2M7 8h2M10.5 8h1.5',
  error: 'M1 4.5v7M1 8h2.5M6 5l5.5 6M11.5 5L6 11',
} as const;

const SHAPES = {
  ok: 'M6 1.5a4.5 4.5 0 010 9a4.5 4.5 0 010-9z',
  warn: 'M6 .8l5.7 10.2H.3z',
  crit: 'M6 0l6 6-6 6-6-6z',
  none: '',
  run: 'M2.5 1l8 5-8 5z',
  pennant: 'M1 0h1.2v1l8.3 3.4-8.3 3.4V12H1z',
  note: 'M1 1h10v7.5H6L3 11.5v-3H1z',
} as const;

const ICONS = {
  back: 'M9.5 3.5L5 8l4.5 4.5',
  bars: 'M2.5 3.5h8M2.5 8h11M2.5 12.5h5',
  'bar-gauge': 'M2.5 5h11M2.5 5h6M2.5 11h11M9 9v4',
  bell: 'M4 11V7a4 4 0 018 0v4l1 1H3zM7 14h2',
  check: 'M3 8.5l3.5 3.5L13 4.5',
  control: 'M5.5 4.5h5a3.5 3.5 0 010 7h-5a3.5 3.5 0 010-7zM10.5 8h.01',
  copy: 'M5.5 5.5h8v8h-8zM2.5 10.5v-8h8',
  cross: 'M4 4l8 8M12 4l-8 8',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  down: 'M4.5 6.5L8 10l3.5-3.5',
  download: 'M8 2.5v7.5M4.5 7L8 10.5 11.5 7M3 13.5h10',
  edit: 'M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z',
  find: 'M7 12a5 5 0 100-10 5 5 0 000 10zM10.6 10.6L14 14',
  gauge: 'M2.5 11.5a5.5 5.5 0 0111 0M8 11.5l2.5-3.5',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  heatmap: 'M2.5 3h3v3h-3zM6.5 6h3v3h-3zM10.5 3h3v3h-3zM2.5 9.5h3v3h-3zM10.5 9.5h3v3h-3z',
  home: 'M2.5 7.5L8 3l5.5 4.5V13.5h-11z',
  image: 'M2.5 3.5h11v9h-11zM2.5 11l3.3-3.3 2.7 2.5 1.7-1.6 3.3 3M10.5 6.3h.01',
  job: 'M2.5 5.5h11M2.5 10.5h11M2.5 5.5h6M2.5 10.5h3',
  key: 'M6.5 9.5a3 3 0 10-4.2 0 3 3 0 004.2 0zM6.5 7.5L13.5 3M11 4.6l1.5 2',
  lines: 'M2.5 4h11M2.5 8h8M2.5 12h10',
  'zoom-out': 'M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9M10.3 10.3L14 14M4.8 7h4.4',
  more: 'M2.5 5h11M2.5 11h11',
  next: 'M6.5 3.5L11 8l-4.5 4.5',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  plus: 'M8 3v10M3 8h10',
  redo: 'M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 000 7H9',
  settings: 'M2.5 4.5h6M12 4.5h1.5M10 3v3M2.5 11.5H4M7.5 11.5h6M5.8 10v3',
  share:
    'M10.5 5.5l-5 3M10.5 10.5l-5-2.5M12.5 6.2a1.7 1.7 0 100-3.4 1.7 1.7 0 000 3.4zM3.8 9.8a1.7 1.7 0 100-3.5 1.7 1.7 0 000 3.5zM12.5 13.2a1.7 1.7 0 100-3.4 1.7 1.7 0 000 3.4z',
  status: 'M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z',
  stat: 'M2.5 12V5.5h3V12zM8 12.5l5-8M8.5 12.5h5',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6',
  text: 'M3 5V3.5h10V5M8 3.5v9M6 12.5h4',
  timeline: 'M2 5h4M8 5h6M2 11h2M6 11h8',
  trash: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9',
  tv: 'M2 3.5h12v8H2zM5.5 14h5',
  up: 'M4.5 9.5L8 6l3.5 3.5',
  narrower: 'M2.5 3v10M13.5 3v10M6.5 5.5L4 8l2.5 2.5M9.5 5.5L12 8l-2.5 2.5M4 8h1M11 8h1',
  wider: 'M8 3v10M4.5 5.5L2 8l2.5 2.5M11.5 5.5L14 8l-2.5 2.5M2 8h4M10 8h4',
  shorter: 'M3 13.5h10M5.5 6L8 8.5 10.5 6M8 2v6',
  taller: 'M3 2.5h10M5.5 10L8 12.5 10.5 10M8 5.5v7',
  undo: 'M6 3L3 6l3 3M3 6h6.5a3.5 3.5 0 010 7H7',
  wave: 'M1.5 8c2-5 4-5 6.5 0s4.5 5 6.5 0',
} as const;
