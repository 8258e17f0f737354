/** The shape of a status where only characters can be drawn. */
export const statusSigns = { ok: '●', warn: '▲', crit: '◆' } as const;
