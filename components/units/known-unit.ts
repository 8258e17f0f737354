import { KNOWN_UNITS } from './known-units.ts';
import { SI_FACTORS, type SiPrefix, type Unit } from './unit.ts';

/** What a spelling means: a unit, and how many of it (or of its base, with `iec`) one of the sent unit is: `MWh` is 1e6 Wh. */
export interface KnownUnit {
  readonly unit: Unit;
  readonly factor: number;
}

/** 1024 times the one before. */
export const IEC_PREFIXES = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/** Words in any case; symbols as they are, for mW is not MW. */
const WORD_MIN_CHARS = 4;

const bySpelling = new Map<string, KnownUnit>();
const byWord = new Map<string, KnownUnit>();
for (const unit of KNOWN_UNITS) addSpellings(unit);

/** The unit that is meant by a text as it was sent: `By`, `bytes`, `kWh`, `Celsius`. Undefined: not known, to be shown as it is. */
export function knownUnit(text: string): KnownUnit | undefined {
  return bySpelling.get(text) ?? byWord.get(text.toLowerCase());
}

function addSpellings(unit: Unit): void {
  const spellings = [unit.id, ...unit.aliases];
  // of the binary units the plain symbols belong to the decimal ones
  const isOwn = unit.scaling.kind !== 'iec' && unit.scaling.kind !== 'share';
  if (isOwn && unit.symbol !== '') spellings.push(unit.symbol);
  for (const spelling of spellings) add(spelling, { unit, factor: 1 });
  if (unit.scaling.kind === 'si') for (const prefix of unit.scaling.prefixes) addPrefixed(unit, prefix, spellings);
  if (unit.scaling.kind === 'iec') addBinary(unit);
}

function add(spelling: string, known: KnownUnit): void {
  if (!bySpelling.has(spelling)) bySpelling.set(spelling, known);
  const word = spelling.toLowerCase();
  if (word.length >= WORD_MIN_CHARS && /^[a-z_-]+$/.test(word) && !byWord.has(word)) byWord.set(word, known);
}

/** `kWh`, and `kwh` as meters of energy write it; words of more letters take no symbol before them. */
function addPrefixed(unit: Unit, prefix: SiPrefix, spellings: readonly string[]): void {
  const factor = SI_FACTORS[prefix];
  for (const spelling of spellings) {
    if (spelling.length >= WORD_MIN_CHARS && !spelling.includes('/')) continue;
    if (spelling.startsWith('byte')) continue;
    for (const sign of prefix === 'µ' ? ['µ', 'μ', 'u'] : [prefix]) {
      if (!bySpelling.has(sign + spelling)) bySpelling.set(sign + spelling, { unit, factor });
    }
  }
}

function addBinary(unit: Unit): void {
  const rate = unit.id.endsWith('/s') ? '/s' : '';
  IEC_PREFIXES.forEach((prefix, index) => {
    for (const base of [`B${rate}`, `By${rate}`]) bySpelling.set(prefix + base, { unit, factor: 1024 ** (index + 1) });
  });
}
