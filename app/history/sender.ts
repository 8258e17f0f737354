/** Who sends readings, to whom the series that they make are counted. */
export interface Sender {
  /** `token 3`; the same as long as the sender is. */
  readonly id: string;
  /** For people: `the token “workshop”`. */
  readonly name: string;
}
