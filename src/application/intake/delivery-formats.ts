import type { DeliveryKind } from '../../domain/delivery/events.js';
import { elinLine } from './elin/elin-line.js';
import { elinReader } from './elin/elin-reader.js';
import { populationLine } from './population/population-line.js';
import { populationReader } from './population/population-reader.js';
import { priceColumns, priceRow } from './price-list/price-rows.js';
import {
  riksprislistaColumns, riksprislistaRows, type RiksprislistaVariant,
} from './price-list/riksprislista.js';
import { mustHaveColumns } from './reading/columns.js';
import { type CsvHeader, csvFile } from './reading/csv-reader.js';
import type { LineReader } from './reading/read-line.js';
import { unitColumns, unitRow } from './school-units/unit-rows.js';
import type { Interpret } from './statement.js';

/** How one delivery is read, and what its lines say. Made anew for each, since readers remember. */
export interface DeliveryFormat {
  readonly reader: LineReader;
  readonly interpret: Interpret;
}

/** Code lists that formats need beside the file. */
export interface FormatLists {
  readonly riksprislistaVariants: readonly RiksprislistaVariant[];
}

export const deliveryFormat = (kind: DeliveryKind, lists: FormatLists): DeliveryFormat => {
  switch (kind) {
    case 'elin': return { reader: elinReader(), interpret: elinLine };
    case 'population': return { reader: populationReader(), interpret: populationLine };
    case 'price-list': return table((header) => priceListRows(header, lists));
    case 'school-units': return table(({ columns }) => {
      mustHaveColumns(columns, unitColumns);
      return unitRow;
    });
  }
};

/** A CSV file whose header decides what its rows say. */
const table = (rowsUnder: (header: CsvHeader) => Interpret): DeliveryFormat => {
  let interpret: Interpret | undefined;
  const reader = csvFile((header) => { interpret = rowsUnder(header); });
  return { reader, interpret: (row) => interpret!(row) };
};

const priceListRows = (header: CsvHeader, { riksprislistaVariants }: FormatLists): Interpret => {
  const isNational = header.columns.includes('program_code');
  mustHaveColumns(header.columns, isNational ? riksprislistaColumns : priceColumns);
  return isNational ? riksprislistaRows(header, riksprislistaVariants) : priceRow;
};
