import { findReferences } from './find-references.ts';
import { scanStrings } from './scan-strings.ts';

/** Places outside of quotes that are tried as a name and as a number each; further ones are names. */
const MAX_TRIED = 6;

/**
 * Why a PromQL text would be none whatever its variables hold, as a sentence; undefined: with some values it is one. Inside of quotes a
 * variable is text like any other.
 */
export function templateProblem(text: string, problemOf: (text: string) => string | undefined): string | undefined {
  const places = placesOf(text);
  if (places === 0) return problemOf(text);
  let first: string | undefined;
  for (let choice = 0; choice < 2 ** Math.min(places, MAX_TRIED); choice++) {
    const problem = problemOf(fill(text, choice));
    if (problem === undefined) return undefined;
    first ??= problem;
  }
  return first;
}

/** What follows the name of a function, or the beginning of one. */
const CALLED = /^\w*\s*(?:\(|by\b|without\b)/;

function placesOf(text: string): number {
  const bare = scanStrings(text).filter(({ kind }) => kind === 'bare');
  return bare.reduce((sum, stretch) => sum + findReferences(stretch.text).length, 0);
}

/** Each bit of the choice says of one place whether a length of time stands there, which is a number too, or a name. */
function fill(text: string, choice: number): string {
  let place = 0;
  return scanStrings(text)
    .map(stretch => {
      if (stretch.kind !== 'bare') return stretch.text;
      let written = '';
      let at = 0;
      for (const { from, to } of findReferences(stretch.text)) {
        const name = CALLED.test(stretch.text.slice(to)) ? 'max' : 'a_name';
        written += stretch.text.slice(at, from) + ((choice >> place++) & 1 ? '1m' : name);
        at = to;
      }
      return written + stretch.text.slice(at);
    })
    .join('');
}
