/** What the router looks at: of a Request, its method, URL and header fields. */
export interface RequestHead {
  readonly method: string;
  /** Absolute and serialised, as `Request.url` is. */
  readonly url: string;
  readonly headers: Pick<Headers, 'get'>;
}
