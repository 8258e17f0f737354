import type { DashboardDefinition } from '../definition.ts';
import { writeBoardFile } from './write-board-file.ts';

/** Whether two dashboards are the same to whoever looks at them: their texts are, whatever the order of their fields. */
export function isSameBoard(one: DashboardDefinition, other: DashboardDefinition): boolean {
  return textOf(one) === textOf(other);
}

const textOf = (definition: DashboardDefinition) => writeBoardFile({ slug: '', definition });
