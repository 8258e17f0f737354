/** What the router looks at: of a Request, its method, URL and header fields. */
export type RequestHead = Pick<Request, 'method' | 'url' | 'headers'>;
