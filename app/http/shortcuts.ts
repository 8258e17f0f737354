export interface Shortcut {
  /** Keys that are pressed one after the other, as `KeyboardEvent.key` names them. */
  readonly keys: readonly string[];
  /** What they do, in words. */
  readonly does: string;
}

export interface ShortcutGroup {
  /** Where they work. */
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

/** Where `g` and a second key lead, in the order of the navigation. */
export const ROOM_KEYS = {
  home: 'h',
  explore: 'x',
  logs: 'l',
  images: 'i',
  jobs: 'j',
  events: 'e',
  settings: 's',
} as const;

/** Every key that does something beside the browser's own. What is not listed here has no key. */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    title: 'Everywhere',
    shortcuts: [
      { keys: ['/'], does: 'Find a dashboard, a metric or a log' },
      { keys: ['?'], does: 'Show these keys' },
      ...Object.entries(ROOM_KEYS).map(([room, key]) => ({ keys: ['g', key], does: `Go to ${capitalized(room)}` })),
    ],
  },
  {
    title: 'Dashboards',
    shortcuts: [
      { keys: ['p'], does: 'Pause, and go on' },
      {
        keys: ['ArrowLeft'],
        does: 'On the control before the panels: the moment before; the arrow to the right, the one behind',
      },
      { keys: ['Shift', 'ArrowLeft'], does: 'Mark a time there' },
      { keys: ['Enter'], does: 'Show the time that is marked' },
    ],
  },
  {
    title: 'Explore, while a query is typed',
    shortcuts: [
      { keys: ['Control', ' '], does: 'Show what can stand here' },
      { keys: ['ArrowDown'], does: 'Choose the next one; the arrow up, the one before' },
      { keys: ['Enter'], does: 'Take it' },
      { keys: ['Escape'], does: 'Close the list' },
    ],
  },
  {
    title: 'Images',
    shortcuts: [
      { keys: ['ArrowLeft'], does: 'On the slider: the picture before; the arrow to the right, the one behind' },
      { keys: ['PageDown'], does: 'Ten pictures back' },
      { keys: ['PageUp'], does: 'Ten pictures on' },
    ],
  },
];

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
