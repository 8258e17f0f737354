import { type Checked, invalid, valid } from '../../ingest/checked.ts';
import { quoted } from '../../ingest/quoted.ts';

const MAX_CHARS = 100;
const LEGAL = /^[a-zA-Z0-9_][a-zA-Z0-9_.-]*$/;

/** The name of an image as somebody typed it into an address; the refusal proposes the nearest one. */
export function parseImageName(text: string): Checked<string> {
  if (text.length > MAX_CHARS)
    return invalid(`the name ${quoted(text)} is longer than ${MAX_CHARS} characters; shorten it.`);
  if (LEGAL.test(text)) return valid(text);
  const nearest = text.replace(/[^a-zA-Z0-9_.-]+/gu, '-').replace(/^[.-]+|-+$/g, '');
  const example = nearest === '' ? 'front-door' : nearest;
  return invalid(
    `${quoted(text)} is no name of an image: use letters a-z, digits, _, - and ., none of the last two first, as in ${example}.`,
  );
}
