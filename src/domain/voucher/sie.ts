import type { CivilDate } from '../shared/civil-date.js';
import { formatKronor } from '../shared/money.js';
import { refuseIf } from '../shared/refusal.js';
import type { VoucherLayout } from './layout.js';
import type { Voucher, VoucherRow } from './vouchers.js';

/** What a file of vouchers says, besides them. */
export interface VoucherFile {
  readonly layout: VoucherLayout;
  readonly vouchers: readonly Voucher[];
  readonly bookedOn: CivilDate;
  readonly madeOn: CivilDate;
  /** The settlement, to find it again from the books. */
  readonly settlement: string;
}

const plainDay = (day: CivilDate): string => day.replaceAll('-', '');

/** Text is quoted; within it a quotation mark has a backslash before it, which can stand for no other. */
const quoted = (text: string): string => {
  refuseIf(
    text.includes('\\'), 'letter-not-in-file', 'layout',
    'A name has a backslash, which SIE files cannot have; write it without.',
  );
  return `"${text.replaceAll('"', '\\"')}"`;
};

/** Dimensions and the objects that occur of each, which the books may not know yet. */
const declarations = ({ layout: { dimensions = [] }, vouchers }: VoucherFile): string[] => {
  const pairs = vouchers.flatMap(({ rows }) => rows.flatMap(({ objects }) => objects));
  const objects = [...new Set(pairs.map(([number, object]) =>
    `${number} ${quoted(object)} ${quoted(object)}`))].sort();
  return [
    ...[...dimensions].sort((a, b) => a.number - b.number)
      .map(({ number, name }) => `#DIM ${number} ${quoted(name)}`),
    ...objects.map((object) => `#OBJEKT ${object}`),
  ];
};

const textOf = ({ month, days, isVat, isRounding }: VoucherRow): string => {
  if (isRounding) return ` ${quoted('öresavrundning')}`;
  return month === undefined ? '' : ` ${quoted(`${month}, ${isVat ? 'momsersättning' : `${days} dagar`}`)}`;
};

const rowLine = (row: VoucherRow, on: CivilDate): string => {
  const { account, objects, ore } = row;
  const list = objects.flatMap(([number, object]) => [number, quoted(object)]).join(' ');
  return `   #TRANS ${account} {${list}} ${formatKronor(ore)} ${plainDay(on)}${textOf(row)}`;
};

const voucherLines = ({ counterparty, rows }: Voucher, file: VoucherFile): string[] => {
  const { bookedOn, settlement, layout: { series = '' } } = file;
  const text = quoted(`Ersättning ${counterparty}, avräkning ${settlement}`);
  return [
    `#VER ${quoted(series)} "" ${plainDay(bookedOn)} ${text}`, '{',
    ...rows.map((row) => rowLine(row, bookedOn)), '}',
  ];
};

/**
 * A file of vouchers to be read in by an accounting program: SIE type 4I. Vouchers have no numbers, since
 * those are the program's to give.
 */
export const sieText = (file: VoucherFile): string => {
  const { layout: { name, organisationNumber }, madeOn } = file;
  return [
    '#FLAGGA 0', '#PROGRAM "Liggare" "1"', '#FORMAT PC8', `#GEN ${plainDay(madeOn)}`, '#SIETYP 4',
    ...(organisationNumber === undefined ? [] : [`#ORGNR ${organisationNumber}`]),
    `#FNAMN ${quoted(name)}`, ...declarations(file),
    ...file.vouchers.flatMap((voucher) => voucherLines(voucher, file)), '',
  ].join('\r\n');
};
