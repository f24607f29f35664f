import type { InventedUnit, KnownPrice, RegionData } from '../../application/simulation/region.js';
import { referenceRows } from '../reference-data.js';

type Row = Readonly<Record<string, string>>;

const rowsOf = (file: string): readonly Row[] => referenceRows(`simulation/${file}.csv`);

/** `2-4` as 2, 3 and 4. */
const yearsOf = (text: string): number[] => {
  const [first, last = first] = text.split('-').map(Number) as [number, number?];
  return [1, 2, 3, 4].filter((year) => year >= first && year <= last);
};

const unitOf = (row: Row): InventedUnit => ({
  unit: row.unit!, csnCode: row.csn_code!, name: row.name!, principalId: row.principal_id!,
  principalName: row.principal_name!, principalKind: row.principal_kind as InventedUnit['principalKind'],
  municipality: row.municipality!, programmes: row.programmes!.split(' '), schoolForm: row.school_form!,
  priceVariant: row.price_variant!, size: Number(row.size),
});

const priceOf = (row: Row): KnownPrice => ({
  studyPath: row.study_path!, variant: row.variant!, begun: row.begun as KnownPrice['begun'],
  year: Number(row.year), perYearKronor: Number(row.per_year_kronor), origin: row.origin!,
});

/** Reads what a simulated region is made of from reference-data. */
export const readRegionData = (): RegionData => ({
  municipalities: rowsOf('municipalities').map((row) => ({
    code: row.code!, name: row.name!, inRegion: row.in_region === 'yes', residents: Number(row.residents),
  })),
  programmes: rowsOf('programmes').map((row) => ({ programme: row.programme!, weight: Number(row.weight) })),
  studyPaths: rowsOf('study-paths').map((row) => ({
    studyPath: row.study_path!, programme: row.programme!, years: yearsOf(row.years!),
    share: Number(row.share),
  })),
  units: rowsOf('school-units').map(unitOf),
  prices: rowsOf('prices').map(priceOf),
  testNumbers: referenceRows('test-personal-numbers.csv').map((row) => row.personnummer!),
  testCoordinationNumbers: referenceRows('test-coordination-numbers.csv')
    .map((row) => row.samordningsnummer!),
});
