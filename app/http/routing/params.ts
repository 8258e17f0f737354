/** What a typed parameter gives: `:id{int}` a number, `:id{uuid}` lower-case text, `:name{slug}` text. */
export interface ParamTypes {
  int: number;
  uuid: string;
  slug: string;
}

export type ParamValue = string | number;

/**
 * The parameters of a pattern, by name: `Params<'/d/:slug/panels/:id{int}.svg'>` is `{ slug: string; id: number }`.
 * `:form{svg|png}` gives `'svg' | 'png'`, `*rest` gives text, an unknown type gives `never`.
 */
export type Params<P extends string> = Flatten<Collect<P>>;

type Collect<P extends string> = P extends `${infer Head}/${infer Tail}` ? Segment<Head> & Collect<Tail> : Segment<P>;

type Segment<S extends string> = S extends `:${infer Param}`
  ? ParamOf<Param>
  : S extends `*${infer Name}`
    ? { [K in Name]: string }
    : unknown;

/** The part after `{type}`, or from the first dot on, is static text and has no say in the type. */
type ParamOf<S extends string> = S extends `${infer Name}{${infer Type}}${string}`
  ? { [K in Name]: ValueOf<Type> }
  : S extends `${infer Name}.${string}`
    ? { [K in Name]: string }
    : { [K in S]: string };

type ValueOf<T extends string> = T extends keyof ParamTypes
  ? ParamTypes[T]
  : T extends `${string}|${string}`
    ? Choice<T>
    : never;

type Choice<T extends string> = T extends `${infer First}|${infer Others}` ? First | Choice<Others> : T;

type Flatten<T> = { readonly [K in keyof T]: T[K] };
