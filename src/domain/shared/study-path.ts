/** Study path code (studievägskod) on nine positions, for comparing; empty ones `0`: `IMA → IMA000000`. */
export const normalisedStudyPath = (code: string): string => code.toUpperCase().padEnd(9, '0').slice(0, 9);

/** Positions 1–2: the programme (`NA`, `TE`, `IM`). */
export const programmeOf = (code: string): string => normalisedStudyPath(code).slice(0, 2);
