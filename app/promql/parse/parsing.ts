import type { Expr } from '../ast.ts';
import type { TokenCursor } from './token-cursor.ts';

/** What the parts of the parser share while they read one text. */
export interface Parsing {
  readonly tokens: TokenCursor;
  /** Reads an expression inside of another one: operators that bind less than `minPower` are left standing. */
  parseExpr(minPower?: number): Expr;
}
