import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { InventedUnit, KnownPrice, RegionData } from '../../application/simulation/region.js';

const REFERENCE_DATA = new URL('../../../reference-data/', import.meta.url);

type Row = Readonly<Record<string, string>>;

const rowsOf = async (file: string): Promise<Row[]> => {
  const text = await readFile(new URL(file, REFERENCE_DATA), 'utf8');
  return parse(text, { columns: true, comment: '#', comment_no_infix: true });
};

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
export const readRegionData = async (): Promise<RegionData> => {
  const [municipalities, programmes, studyPaths, units, prices, numbers] = await Promise.all([
    'simulation/municipalities.csv', 'simulation/programmes.csv', 'simulation/study-paths.csv',
    'simulation/school-units.csv', 'simulation/prices.csv', 'test-personal-numbers.csv',
  ].map(rowsOf)) as [Row[], Row[], Row[], Row[], Row[], Row[]];
  return {
    municipalities: municipalities.map((row) => ({
      code: row.code!, name: row.name!, inRegion: row.in_region === 'yes', residents: Number(row.residents),
    })),
    programmes: programmes.map((row) => ({ programme: row.programme!, weight: Number(row.weight) })),
    studyPaths: studyPaths.map((row) => ({
      studyPath: row.study_path!, programme: row.programme!, years: yearsOf(row.years!),
      share: Number(row.share),
    })),
    units: units.map(unitOf),
    prices: prices.map(priceOf),
    testNumbers: numbers.map((row) => row.personnummer!),
  };
};
