import { randomBytes } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_CHARS = 12;
/** A byte from here on would make the first letters likelier than the others. */
const FAIR_BYTES = 256 - (256 % LETTERS.length);

/** 12 letters and digits by chance (71 bits), as ntfy writes them: nobody guesses the address of an event. */
export function newEventId(): string {
  let id = '';
  while (id.length < ID_CHARS) {
    for (const byte of randomBytes(ID_CHARS)) {
      if (byte < FAIR_BYTES && id.length < ID_CHARS) id += LETTERS[byte % LETTERS.length];
    }
  }
  return id;
}

/** Whether a text could be the id of an event. */
export function isEventId(text: string): boolean {
  return /^[A-Za-z0-9]{12}$/.test(text);
}
