/** What a run says of itself, as `POST /job/{name}` takes it in JSON; `time` is milliseconds since 1970 UTC. */
export type JobSignal = { readonly time: number } & (
  | { readonly state: 'start'; readonly message?: string }
  | { readonly state: 'log'; readonly message: string }
  | { readonly done: number; readonly total: number }
  | { readonly state: 'done' }
  | { readonly state: 'fail'; readonly exitCode?: number; readonly message?: string }
);
