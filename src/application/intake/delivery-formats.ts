import type { DeliveryKind } from '../../domain/delivery/events.js';
import { attendanceLine, attendanceReader } from './attendance/attendance-line.js';
import { elinLine } from './elin/elin-line.js';
import { elinReader } from './elin/elin-reader.js';
import { populationLine } from './population/population-line.js';
import { populationReader } from './population/population-reader.js';
import { priceColumns, priceRows } from './price-list/price-rows.js';
import {
  riksprislistaColumns, riksprislistaRows, type RiksprislistaVariant,
} from './price-list/riksprislista.js';
import { mustHaveColumns } from './reading/columns.js';
import { type CsvHeader, csvFile } from './reading/csv-reader.js';
import type { LineReader } from './reading/read-line.js';
import { rollColumns, rollRow } from './school-roll/roll-rows.js';
import { unitColumns, unitRow } from './school-units/unit-rows.js';
import type { Interpret } from './statement.js';

/** How one delivery is read, and what its lines say. Made anew for each, since readers remember. */
export interface DeliveryFormat {
  readonly reader: LineReader;
  readonly interpret: Interpret;
  /** Whether it is taken as a whole or not at all; a bad line otherwise costs a line. Known with a header. */
  readonly isWhole: () => boolean;
}

/** Code lists that formats need beside the file. */
export interface FormatLists {
  readonly riksprislistaVariants: readonly RiksprislistaVariant[];
}

export const deliveryFormat = (kind: DeliveryKind, lists: FormatLists): DeliveryFormat => {
  switch (kind) {
    case 'attendance': return { reader: attendanceReader(), interpret: attendanceLine, isWhole: byLine };
    case 'elin': return { reader: elinReader(), interpret: elinLine, isWhole: byLine };
    case 'population': return { reader: populationReader(), interpret: populationLine, isWhole: byLine };
    case 'price-list': return table((header) => priceListRows(header, lists));
    case 'school-roll': return table(({ columns }) => {
      mustHaveColumns(columns, rollColumns);
      return { interpret: rollRow };
    });
    case 'school-units': return table(({ columns }) => {
      mustHaveColumns(columns, unitColumns);
      return { interpret: unitRow };
    });
  }
};

/** A CSV file whose header decides what its rows say. */
const table = (rowsUnder: (header: CsvHeader) => Rows): DeliveryFormat => {
  let rows: Rows | undefined;
  const reader = csvFile((header) => { rows = rowsUnder(header); });
  return { reader, interpret: (row) => rows!.interpret(row), isWhole: () => rows?.isWhole === true };
};

/** What the rows of a table say, and whether they are taken all or none. */
interface Rows {
  readonly interpret: Interpret;
  readonly isWhole?: boolean;
}

const byLine = (): boolean => false;

/**
 * Half a price list would pay out money by what is missing. Of the national list, rows whose code nobody has
 * verified are refused always, and the others taken.
 */
const priceListRows = (header: CsvHeader, { riksprislistaVariants }: FormatLists): Rows => {
  const isNational = header.columns.includes('program_code');
  mustHaveColumns(header.columns, isNational ? riksprislistaColumns : priceColumns);
  return isNational
    ? { interpret: riksprislistaRows(header, riksprislistaVariants) }
    : { interpret: priceRows(), isWhole: true };
};
