/** A metric as Prometheus' text describes it, and its numbers now. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly value: number;
  /** What stands behind the name, as in `_bucket`. */
  readonly suffix?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A metric of one number. */
export function single(name: string, type: Family['type'], help: string, value: number): Family {
  return { name, type, help, samples: [{ value }] };
}
