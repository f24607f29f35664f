/** Study path code (studievägskod) on nine positions, for comparing; empty ones `0`: `IMA → IMA000000`. */
export const normalisedStudyPath = (code: string): string => code.toUpperCase().padEnd(9, '0').slice(0, 9);

/** The same without the zeros of empty positions at its end: `NANAT0000 → NANAT`. */
export const withoutEmptyPositions = (code: string): string => code.toUpperCase().replace(/0+$/, '');

/** Positions 1–2: the programme (`NA`, `TE`, `IM`). */
export const programmeOf = (code: string): string => normalisedStudyPath(code).slice(0, 2);

/** Introduction programmes, of whatever kind. */
export const isIntroduction = (code: string): boolean => programmeOf(code) === 'IM';

const PROGRAMME_CHOICE = /^IMV(?:([A-Z]{2}.*))?/;

/** Programinriktat val (`IMV`): an introduction programme that is aimed at a national one. */
export const isProgrammeChoice = (code: string): boolean => PROGRAMME_CHOICE.test(code.toUpperCase());

/** The study path that it is aimed at, as far as its code says: `IMVHT → HT`. */
export const programmeAimedAt = (code: string): string | undefined =>
  PROGRAMME_CHOICE.exec(code.toUpperCase())?.[1];
