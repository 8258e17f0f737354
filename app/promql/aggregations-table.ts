/** The aggregations of PromQL by name in small letters, each with the type of its parameter if it takes one. */
export const AGGREGATIONS: ReadonlyMap<string, { readonly param: 'scalar' | 'string' | undefined }> = new Map([
  ['sum', { param: undefined }],
  ['avg', { param: undefined }],
  ['count', { param: undefined }],
  ['min', { param: undefined }],
  ['max', { param: undefined }],
  ['group', { param: undefined }],
  ['stddev', { param: undefined }],
  ['stdvar', { param: undefined }],
  ['topk', { param: 'scalar' }],
  ['bottomk', { param: 'scalar' }],
  ['quantile', { param: 'scalar' }],
  ['limitk', { param: 'scalar' }],
  ['limit_ratio', { param: 'scalar' }],
  ['count_values', { param: 'string' }],
]);
