import type { Audit } from '../audit/store.ts';
import type { Guard } from '../auth/guard.ts';
import type { WriteToken } from '../auth/write-token.ts';
import type { Live } from '../http/live.ts';
import type { PageShell } from '../http/page.tsx';
import type { PatternRouter } from '../http/router.ts';
import type { StreamGate } from '../http/stream-gate.ts';
import type { JobSources } from './job-sources.ts';
import { mountJobPages } from './page-routes.tsx';
import { mountSignals } from './signals/signal-routes.ts';

export interface JobRoutesOptions extends JobSources {
  readonly guard: Guard;
  readonly audit: Audit;
  readonly live: Live;
  readonly shell: PageShell;
  readonly gate: StreamGate;
  readonly addressOf: (request: Request) => string;
  /** The address that people use; without one it is that of the request, which the host guard let through. */
  readonly publicUrl: URL | undefined;
  readonly writeToken: WriteToken;
}

/** Jobs: where they speak, and where they are looked at. */
export function mountJobs(router: PatternRouter, options: JobRoutesOptions): void {
  mountSignals(router, options);
  mountJobPages(router, options);
}
