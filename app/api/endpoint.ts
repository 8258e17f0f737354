import type { z } from 'zod';
import type { Right } from '../auth/identity.ts';
import type { Route } from '../http/route.ts';

export type Verb = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Something that belongs together: a heading of the page, a tag of the document. */
export interface Section {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly endpoints: readonly Endpoint[];
}

/** One address as programs use it, told once: the document and the page are both drawn from it. */
export interface Endpoint {
  /** Unique in the document; of several methods each gets its own behind it. */
  readonly id: string;
  readonly route: Route;
  /** These work alike. */
  readonly methods: readonly Verb[];
  readonly summary: string;
  readonly about?: string;
  /** What a token must allow; none: it is open to everybody. */
  readonly right?: Right;
  readonly parameters?: readonly Parameter[];
  /** A POST sends the parameters of the address as a form, too. */
  readonly isAlsoForm?: boolean;
  /** A token may also come as `p=`, as InfluxDB 1 has it. */
  readonly takesInfluxPassword?: boolean;
  /** What POST and PUT carry, by media type. */
  readonly body?: Contents;
  readonly answers: readonly Answer[];
  /** Statuses of refusals, by the form in which they are said. */
  readonly refusals?: Refusals;
  /** Each works as it stands on a server that has got those before it. */
  readonly examples: readonly [Example, ...Example[]];
}

export interface Parameter {
  readonly name: string;
  readonly place: 'path' | 'query';
  readonly about: string;
  /** A list is a parameter that is given several times, an object stands for any names that are not taken. */
  readonly schema: z.ZodType;
  readonly isRequired?: boolean;
  readonly example?: unknown;
}

export type Contents = Readonly<Record<string, Content>>;

export interface Content {
  readonly schema: z.ZodType;
  readonly example?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly about: string;
  readonly contents?: Contents;
}

/** `sentence`: a sentence, or `{"error"}`; the others are what the clients of those interfaces read. */
export type RefusalForm = 'sentence' | 'sending' | 'influx' | 'influx2' | 'influx3' | 'log' | 'otlp' | 'prometheus';

export type Refusals = Readonly<Partial<Record<RefusalForm, readonly number[]>>>;

/** A request from which a line for a terminal is made, and which tests send. */
export interface Example {
  readonly method: Verb;
  /** A link, which `routes` makes. */
  readonly href: string;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: string;
  /** In place of a body that is no text: a file of that name. */
  readonly file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
  /** Into the address of a GET, into the form of a POST. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The hour before it is read is among the fields, as `start` and `end`. */
  readonly isOfLastHour?: boolean;
}

/** Where and when it is read: lines to copy name this server, and times in which it has readings. */
export interface Standpoint {
  readonly origin: string;
  readonly nowMs: number;
}
