import { COLUMNS, type DashboardDefinition, MAX_ROWS, MIN_SIZE } from '../definition.ts';
import type { Box } from './box.ts';
import { groupTops } from './group-tops.ts';
import { groupsOf } from './groups-of.ts';
import { placeInGroup } from './place-in-group.ts';
import { spotOf } from './spot-of.ts';

/**
 * The dashboard with a panel where somebody has put it on the whole cloth: in the section that is there, and within what the grid
 * allows. Undefined: there is no such panel.
 */
export function putPanel(definition: DashboardDefinition, id: string, wanted: Box): DashboardDefinition | undefined {
  const spot = spotOf(definition, id);
  if (!spot) return undefined;
  const groups = groupsOf(definition.panels);
  const tops = groupTops(groups);
  const index = tops.findLastIndex((top, i) => i === 0 || top - (groups[i]!.section?.h ?? 0) <= wanted.y);
  const w = clamp(wanted.w, MIN_SIZE, COLUMNS);
  const place = {
    w,
    h: clamp(wanted.h, MIN_SIZE, MAX_ROWS),
    x: clamp(wanted.x, 0, COLUMNS - w),
    y: Math.max(0, wanted.y - tops[index]!),
  };
  return placeInGroup(definition, { index, panel: { ...spot.panel, ...place } });
}

const clamp = (value: number, min: number, max: number) => Math.min(max, Math.max(min, value));
