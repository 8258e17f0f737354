/** Kinds of errors, as Prometheus' API names them; its clients go by them. */
export type ApiErrorType =
  | 'bad_data'
  | 'execution'
  | 'timeout'
  | 'canceled'
  | 'unavailable'
  | 'unauthorized'
  | 'forbidden';

/** The client has gone away: nginx' status, which Prometheus uses too. */
const CLIENT_CLOSED_REQUEST = 499;

const STATUS: Readonly<Record<ApiErrorType, number>> = {
  bad_data: 400,
  execution: 422,
  timeout: 503,
  canceled: CLIENT_CLOSED_REQUEST,
  unavailable: 503,
  unauthorized: 401,
  forbidden: 403,
};

/** A refusal in the form that clients of Prometheus' API read. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly type: ApiErrorType;

  constructor(type: ApiErrorType, message: string, options?: ErrorOptions) {
    super(message, options);
    this.type = type;
  }

  get status(): number {
    return STATUS[this.type];
  }
}

/** The error of a parameter that cannot be read. */
export function badParameter(name: string, sentence: string): ApiError {
  return new ApiError('bad_data', `invalid parameter "${name}": ${sentence}`);
}
