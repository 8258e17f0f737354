import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { RefusedError } from '../backup/refused-error.ts';
import type { ExportRequest } from './export-request.ts';
import type { ExportedSoFar } from './exported-so-far.ts';

const State = z.object({
  /** What was asked for, as text: whoever asks for something else must not get a file of both. */
  asked: z.string(),
  /** The end that was fixed when the export began: readings that came later are not in it. */
  toMs: z.number(),
  soFar: z.object({
    bytes: z.int().min(0),
    points: z.int().min(0),
    leftOut: z.int().min(0),
    series: z.int().min(0),
    last: z.object({ metric: z.string(), key: z.string() }),
    headed: z.string().optional(),
  }),
});

/** How far the export into a file has come, in a file beside it. */
export interface ExportState {
  readonly toMs: number;
  readonly soFar: ExportedSoFar;
}

/** The file that grows until it is renamed. */
export function partOf(file: string): string {
  return `${file}.part`;
}

function stateOf(file: string): string {
  return `${file}.telltale-export`;
}

/**
 * What is left of an export that was cut off; undefined when there is nothing to go on with.
 *
 * @throws RefusedError when it was of something else.
 */
export function loadExportState(file: string, request: ExportRequest): ExportState | undefined {
  const text = readIfThere(stateOf(file));
  const sizeBytes = statSync(partOf(file), { throwIfNoEntry: false })?.size;
  if (text === undefined || sizeBytes === undefined) return undefined;
  const { data } = State.safeParse(parseJson(text));
  if (!data || data.soFar.bytes > sizeBytes) return undefined;
  if (data.asked !== toText(request))
    throw new RefusedError(
      `${partOf(file)} is an export of something else that was cut off. Name another file, or delete that one.`,
    );
  const { headed, ...soFar } = data.soFar;
  return { toMs: data.toMs, soFar: { ...soFar, ...(headed !== undefined && { headed }) } };
}

/** Exchanges the file by a rename, so that a kill leaves the one of before. */
export function saveExportState(file: string, request: ExportRequest, { toMs, soFar }: ExportState): void {
  const next = `${stateOf(file)}.next`;
  writeFileSync(next, `${JSON.stringify({ asked: toText(request), toMs, soFar })}\n`, { mode: 0o600 });
  renameSync(next, stateOf(file));
}

export function removeExportState(file: string): void {
  rmSync(stateOf(file), { force: true });
}

function toText({ dataDir, format, fromMs, toMs, metric }: ExportRequest): string {
  return JSON.stringify([dataDir, format, fromMs ?? null, toMs ?? null, metric ?? null]);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // as good as none: the export begins anew
  }
}
