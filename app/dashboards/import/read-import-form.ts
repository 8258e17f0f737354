import { type BodyLimits, readBody } from '../../http/body.ts';
import { HttpError } from '../../http/http-error.ts';
import { BOARD_FILE_MAX_BYTES } from '../file/read-board-file.ts';

/** What the page of imports sends. */
export interface ImportForm {
  /** The text of the file: uploaded or pasted. */
  readonly text: string | undefined;
  /** Where to read it from instead. */
  readonly url: string | undefined;
  readonly answer: string;
  /** Of the dashboard that was shown beside it. */
  readonly version: number | undefined;
}

/** One file, and what stands around it in the body of a form: in an address-like form each character may take nine. */
const LIMIT_BYTES = 9 * BOARD_FILE_MAX_BYTES + 64 * 1024;
const limits: BodyLimits = { receivedBytes: LIMIT_BYTES, plainBytes: LIMIT_BYTES, plainPerReceivedByte: 1000 };

/** @throws HttpError as `readBody`; 400 for a form that cannot be read; 422 where it holds no file, or several */
export async function readImportForm(request: Request, signal: AbortSignal): Promise<ImportForm> {
  const form = await parseForm(request, await readBody(request, limits, signal));
  const file = form.get('file');
  const [upload, pasted, url] = [await textOf(file), await textOf(form.get('text')), await textOf(form.get('url'))];
  const given = [upload, pasted, url].filter(text => text !== undefined);
  if (given.length === 0) throw new HttpError(422, 'Choose a file, paste its text, or give its address.');
  if (given.length > 1) throw new HttpError(422, 'Give one thing: a file, its text or its address.');
  const version = Number(form.get('version') || Number.NaN);
  return {
    text: upload ?? pasted,
    url,
    answer: String(form.get('answer') ?? ''),
    version: Number.isSafeInteger(version) ? version : undefined,
  };
}

async function parseForm(request: Request, body: Buffer<ArrayBuffer>): Promise<FormData> {
  const type = request.headers.get('content-type') ?? '';
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData();
  } catch (cause) {
    throw new HttpError(400, 'The form cannot be read. Load the page anew, and send it again.', { cause });
  }
}

/** Undefined for a field that was left empty. */
async function textOf(field: ReturnType<FormData['get']>): Promise<string | undefined> {
  const text = typeof field === 'string' ? field : await field?.text();
  return text?.trim() ? text : undefined;
}
