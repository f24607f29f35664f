import { PassThrough, pipeline, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { formatKronor } from '../../domain/shared/money.js';
import { lengthInDays } from '../../domain/shared/period.js';
import type { Cell } from './statement-tables.js';

/** A sheet of a workbook: asked for its rows once, when those of the sheet before have all been written. */
export interface Sheet {
  readonly name: string;
  rows(): AsyncIterable<readonly Cell[]>;
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Control characters and non-characters have no place in XML at all. */
const xml = (text: string): string =>
  text.replace(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '').replace(/[&<>"]/g, (sign) => escapes[sign]!);

/** Day 1 is the last of 1899, as spreadsheets count. */
const dayNumber = (day: string): number => lengthInDays({ from: '1899-12-30', to: day });

/** Styles by their place in `styles.xml`. */
const [AMOUNT, DAY] = [1, 2];

/** A, B, … Z, AA: the format lets places be left out, but not every program does without. */
const columnOf = (index: number): string => (index < 26
  ? String.fromCharCode(65 + index) : columnOf(Math.floor(index / 26) - 1) + columnOf(index % 26));

const cellXml = (cell: Cell, place: string): string => {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${xml(cell)}</t></is></c>`;
  }
  return 'day' in cell ? `<c r="${place}" s="${DAY}"><v>${dayNumber(cell.day)}</v></c>`
    : `<c r="${place}" s="${AMOUNT}"><v>${formatKronor(cell.ore)}</v></c>`;
};

const rowXml = (cells: readonly Cell[], row: number): string =>
  `<row r="${row}">${cells.map((cell, index) => cellXml(cell, `${columnOf(index)}${row}`)).join('')}</row>`;

const AT_ONCE = 500;

async function* sheetXml({ rows }: Sheet): AsyncGenerator<string> {
  let text = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>`;
  let row = 0;
  for await (const cells of rows()) {
    row += 1;
    text += rowXml(cells, row);
    if (row % AT_ONCE > 0) continue;
    yield text;
    text = '';
  }
  yield `${text}</sheetData></worksheet>`;
}

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;

const fileOf = (number: number): string => `worksheets/sheet${number}.xml`;

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELS_TYPE = 'application/vnd.openxmlformats-package.relationships+xml';

const part = (name: string, type: string): string =>
  `<Override PartName="/xl/${name}" ContentType="${CONTENT}.${type}+xml"/>`;

const STYLES = [
  `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="2">`,
  '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>',
  '<cellXfs count="3"><xf/><xf numFmtId="4" applyNumberFormat="1"/>',
  '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
].join('');

/** All parts but the sheets themselves. */
const partsFor = (names: readonly string[]): Record<string, string> => {
  const each = (write: (file: string, name: string, number: number) => string): string =>
    names.map((name, index) => write(fileOf(index + 1), xml(name), index + 1)).join('');
  const sheets = each((_, name, number) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`);
  const relations = each((file, _, number) => relation(number, 'worksheet', file));
  const types = each((file) => part(file, 'worksheet'));
  return {
    '[Content_Types].xml': `<Types xmlns="${TYPES}"><Default Extension="rels" ContentType="${RELS_TYPE}"/>${
      part('workbook.xml', 'sheet.main')}${part('styles.xml', 'styles')}${types}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}">${
      relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}">${relations}${
      relation(names.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': STYLES,
  };
};

/**
 * An Excel workbook (XLSX), written as it is read: whatever goes wrong on the way breaks the stream off, so
 * that half a workbook opens nowhere.
 */
export const workbook = (sheets: readonly Sheet[]): Readable => {
  const zip = new ZipFile();
  const out = new PassThrough();
  for (const [name, text] of Object.entries(partsFor(sheets.map(({ name }) => name)))) {
    zip.addBuffer(Buffer.from(`${HEAD}${text}`), name);
  }
  const rowsOf = (sheet: Sheet): Readable => Readable.from(sheetXml(sheet), { objectMode: false })
    .once('error', (error) => out.destroy(error)); // yazl heeds no failure of what it reads
  sheets.forEach((sheet, index) =>
    zip.addReadStreamLazy(`xl/${fileOf(index + 1)}`, (take) => take(undefined, rowsOf(sheet))));
  zip.end();
  pipeline(zip.outputStream, out, () => {}); // told by `out` itself
  return out;
};
