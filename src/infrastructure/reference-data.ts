import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import type { Layout } from '../domain/kaa-report/layout.js';
import { readLayout } from '../domain/kaa-report/read-layout.js';
import { shipped } from './program-files.js';
import type { IsMunicipality } from '../domain/shared/known-municipality.js';

/** Rows of a code list that ships with the product; lines that begin with `#` say where it is from. */
export const referenceRows = (file: string): Readonly<Record<string, string>>[] =>
  parse(readFileSync(shipped(`reference-data/${file}`), 'utf8'), {
    columns: true, comment: '#', comment_no_infix: true,
  });

/** Whether a code is that of a Swedish municipality; pseudo codes such as 9900 are not. */
export const municipalityTest = (): IsMunicipality => {
  const codes = new Set(referenceRows('municipalities.csv').map((row) => row['kommunkod']));
  return (code) => codes.has(code);
};

/** What the variants of the national price list are as study path codes. */
export const riksprislistaVariants = (): { programme: string; variant: string; studyPath: string }[] =>
  referenceRows('riksprislista_variants.csv').map((row) => ({
    programme: row['program_code']!, variant: row['variant']!, studyPath: row['study_path']!,
  }));

/** The layout of half-year reports that ships with the product: made up, since the true one is not public. */
export const shippedKaaLayout = (): Layout =>
  readLayout(readFileSync(shipped('reference-data/kaa-layout-ASSUMED-not-SCB.json'), 'utf8'));
