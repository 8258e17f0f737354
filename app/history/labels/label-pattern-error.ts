/** A regular expression that is none, or that would cost too much. Its message is meant for the one who wrote it. */
export class LabelPatternError extends Error {
  override readonly name = 'LabelPatternError';
  readonly code = 'LABEL_PATTERN';
}
