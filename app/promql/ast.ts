import type { LabelMatcher } from '../history/labels/label-matcher.ts';

/** Where in the text an expression stands: code units, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What an expression gives. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

/** A parsed and type-checked PromQL expression. Durations are whole milliseconds. */
export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | Binary
  | Unary
  | Parentheses;

export interface NumberLiteral extends Node<'number', 'scalar'> {
  readonly value: number;
}

export interface StringLiteral extends Node<'string', 'string'> {
  readonly value: string;
}

export interface VectorSelector extends Node<'selector', 'vector'>, Moment {
  /** Of the metric too, as `__name__`. */
  readonly matchers: readonly LabelMatcher[];
}

export interface MatrixSelector extends Node<'matrix', 'matrix'> {
  readonly selector: VectorSelector;
  readonly rangeMs: number;
}

export interface Subquery extends Node<'subquery', 'matrix'>, Moment {
  readonly expr: Expr;
  readonly rangeMs: number;
  /** Undefined: the default one. */
  readonly stepMs: number | undefined;
}

export interface Call extends Node<'call', ValueType> {
  readonly name: string;
  readonly args: readonly Expr[];
}

export interface Aggregation extends Node<'aggregation', 'vector'> {
  readonly op: string;
  readonly expr: Expr;
  /** Of `topk`, `bottomk`, `quantile`, `count_values`, `limitk`, `limit_ratio`. */
  readonly param: Expr | undefined;
  readonly grouping: readonly string[];
  /** All labels but those of `grouping`. */
  readonly isWithout: boolean;
}

export interface Binary extends Node<'binary', 'scalar' | 'vector'> {
  readonly op: string;
  readonly left: Expr;
  readonly right: Expr;
  /** `bool`: comparisons give 0 or 1 instead of leaving out. */
  readonly isBool: boolean;
  /** Undefined unless both sides are vectors. */
  readonly matching: Matching | undefined;
}

export interface Matching {
  readonly cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  readonly labels: readonly string[];
  /** `on`: these labels; else `ignoring`: all but these. */
  readonly isOn: boolean;
  /** Labels that `group_left` or `group_right` takes from the one side. */
  readonly include: readonly string[];
}

export interface Unary extends Node<'unary', 'scalar' | 'vector'> {
  readonly op: '+' | '-';
  readonly expr: Expr;
}

export interface Parentheses extends Node<'parentheses', ValueType> {
  readonly expr: Expr;
}

interface Node<Kind extends string, Type extends ValueType> {
  readonly kind: Kind;
  readonly type: Type;
  readonly span: Span;
}

/** When a selector or a subquery looks. */
interface Moment {
  /** So much earlier; later where it is negative. */
  readonly offsetMs: number;
  /** At one time whatever the step: milliseconds since 1970 UTC, or an end of the query's range. */
  readonly at: number | 'start' | 'end' | undefined;
}
