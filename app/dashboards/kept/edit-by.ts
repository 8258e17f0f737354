/** Who changes a dashboard. */
export interface Author {
  /** `person 1`, `token 4`. */
  readonly key: string;
  readonly name: string;
}

/** A change that its author may undo. */
export interface EditBy {
  readonly author: Author;
  /** What is done, behind "Undone: " and the like: `moved “CPU”`. */
  readonly words: string;
  /** The dashboard on which the other half of the change is made, under the same words: both are undone together. */
  readonly twin?: string;
  /** One of several changes of a panel that are undone together: those that follow each other under this key. */
  readonly joins?: string;
}

/** A change that nobody undoes, as its author is no person. */
export interface ByMachine {
  readonly author: Author;
  readonly words?: undefined;
}
