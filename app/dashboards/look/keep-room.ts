/** What the stylesheet `chars.css` has room for, in characters. */
const MAX_CHARS = 14;

export interface RoomMemory {
  /** In characters, by what stands there; it only grows. */
  room?: Map<string, number>;
}

/**
 * Characters that a figure which moves keeps for itself, so that nothing beside it moves when a 9 becomes a 10: as many as
 * its widest words have had since the screen began.
 */
export function keepRoom(memory: RoomMemory, part: string, ...words: readonly string[]): number {
  memory.room ??= new Map();
  const widest = Math.max(memory.room.get(part) ?? 0, ...words.map(text => text.length));
  const chars = Math.min(MAX_CHARS, widest);
  memory.room.set(part, chars);
  return chars;
}
