/** A successful match: its groups by number and by name. */
export interface MatchedGroups {
  groupCount(): number;
  group(group: number | string): string | null;
}

/**
 * Writes groups of a match into a text, as Go's Regexp.Expand does: `$1`, `${1}`, `$name`, `${name}`; `$$` is a dollar. A name is as
 * long as it can be; a group that there is not is empty.
 */
export function expandTemplate(template: string, groups: MatchedGroups): string {
  return template.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_, dollar?: string, braced?: string, bare?: string) =>
    dollar ? '$' : groupOf(groups, braced ?? bare!),
  );
}

function groupOf(groups: MatchedGroups, name: string): string {
  if (/^\d+$/.test(name)) return Number(name) <= groups.groupCount() ? (groups.group(Number(name)) ?? '') : '';
  try {
    return groups.group(name) ?? '';
  } catch {
    return ''; // there is no group of this name, which Go leaves empty too
  }
}
