import type { ServerResponse } from 'node:http';

/**
 * The headers of a Node response as `Headers`: what hooks change is changed there, and nothing is copied, which is most of
 * what a middleware costs. Names keep the case in which they were set. Throws a TypeError on what is no header.
 */
export class NodeHeaders implements Headers {
  readonly #outgoing: ServerResponse;

  constructor(outgoing: ServerResponse) {
    this.#outgoing = outgoing;
  }

  get(name: string): string | null {
    const value = this.#outgoing.getHeader(name);
    if (value === undefined) return null;
    return Array.isArray(value) ? value.join(', ') : String(value);
  }

  has(name: string): boolean {
    return this.#outgoing.hasHeader(name);
  }

  set(name: string, value: string): void {
    this.#outgoing.setHeader(name, String(value));
  }

  append(name: string, value: string): void {
    const known = this.#outgoing.getHeader(name);
    if (known === undefined) this.set(name, value);
    else if (isCookie(name)) this.#outgoing.setHeader(name, [known, value].flat().map(String));
    else this.#outgoing.setHeader(name, `${this.get(name)}, ${value}`);
  }

  delete(name: string): void {
    this.#outgoing.removeHeader(name);
  }

  getSetCookie(): string[] {
    const value = this.#outgoing.getHeader('set-cookie');
    return value === undefined ? [] : [value].flat().map(String);
  }

  forEach(visit: (value: string, name: string, headers: Headers) => void, self?: unknown): void {
    for (const [name, value] of this) visit.call(self, value, name, this);
  }

  *entries(): IterableIterator<[string, string]> {
    for (const name of this.#outgoing.getHeaderNames().sort()) {
      if (isCookie(name)) for (const cookie of this.getSetCookie()) yield [name, cookie];
      else yield [name, this.get(name)!];
    }
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

function isCookie(name: string): boolean {
  return name.length === 10 && name.toLowerCase() === 'set-cookie';
}
