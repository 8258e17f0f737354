/** The time on a wall of a time zone, as milliseconds that would be those of UTC. */
export interface ZoneClock {
  toWall(atMs: number): number;
  fromWall(wallMs: number): number;
}

const MINUTE_MS = 60_000;

/** The clock of an IANA time zone. @throws RangeError where there is no such zone. */
export function createZoneClock(timeZone: string): ZoneClock {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offsetMs = (atMs: number) => parseOffsetMs(format.formatToParts(atMs));
  return {
    toWall: atMs => atMs + offsetMs(atMs),
    /** Twice, because the first guess may lie on the other side of a change to or from summer time. */
    fromWall(wallMs) {
      const guessMs = wallMs - offsetMs(wallMs);
      return wallMs - offsetMs(guessMs);
    },
  };
}

/** `GMT+05:30`, `GMT-03:00` or `GMT`. */
function parseOffsetMs(parts: readonly Intl.DateTimeFormatPart[]): number {
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutesOfHour] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  if (sign === undefined) return 0;
  const sizeMs = (Number(hours) * 60 + Number(minutesOfHour)) * MINUTE_MS;
  return sign === '-' ? -sizeMs : sizeMs;
}
