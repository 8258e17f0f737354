import { FORM_TYPES, readForm } from '../../http/body.ts';
import { ApiError, badParameter } from './api-error.ts';
import { readLength } from './read-length.ts';
import { readTime } from './read-time.ts';

/** The parameters of a request, each read when it is asked for. What cannot be read throws an ApiError. */
export class ApiParameters {
  readonly #parameters: URLSearchParams;

  constructor(parameters: URLSearchParams) {
    this.#parameters = parameters;
  }

  /** Of the address, and of a form before it. */
  static async from({ request, url, signal }: Asked): Promise<ApiParameters> {
    if (!isForm(request)) return new ApiParameters(url.searchParams);
    const form = await readForm(request, signal);
    return new ApiParameters(new URLSearchParams([...form, ...url.searchParams]));
  }

  /** Undefined where it is not given, or empty. */
  text(name: string): string | undefined {
    return this.#parameters.get(name) || undefined;
  }

  requireText(name: string): string {
    const text = this.text(name);
    if (text === undefined) throw badParameter(name, 'it is missing');
    return text;
  }

  texts(name: string): readonly string[] {
    return this.#parameters.getAll(name);
  }

  time(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : readTime(name, text);
  }

  requireTime(name: string): number {
    return readTime(name, this.requireText(name));
  }

  length(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : readLength(name, text);
  }

  requireLength(name: string): number {
    return readLength(name, this.requireText(name));
  }

  /** Undefined where there is none, which 0 says, too. */
  limit(): number | undefined {
    const text = this.text('limit') ?? '0';
    if (!/^\d{1,15}$/.test(text)) throw badParameter('limit', `"${text}" is no whole number from 0 on`);
    return Number(text) || undefined;
  }

  /** Selectors, of which there must be one where `isRequired`. */
  selectors(isRequired = false): readonly string[] {
    const selectors = this.texts('match[]');
    if (isRequired && selectors.length === 0) throw new ApiError('bad_data', 'no match[] parameter provided');
    return selectors;
  }
}

export interface Asked {
  readonly request: Request;
  readonly url: URL;
  readonly signal: AbortSignal;
}

function isForm(request: Request): boolean {
  const type = (request.headers.get('content-type') ?? '').split(';', 1)[0]!.trim().toLowerCase();
  return request.method === 'POST' && FORM_TYPES.includes(type);
}
