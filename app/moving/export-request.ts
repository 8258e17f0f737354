import type { TextFormatName } from './text-format.ts';

/** What is to be exported. */
export interface ExportRequest {
  readonly dataDir: string;
  readonly format: TextFormatName;
  /** Inclusive; undefined: from the first reading on. */
  readonly fromMs: number | undefined;
  /** Exclusive; undefined: up to the last reading that there is. */
  readonly toMs: number | undefined;
  /** `cpu_*`; undefined: all. */
  readonly metric: string | undefined;
}
