import { defaultCostPolicy } from '../../domain/cost/policy.js';
import { settingMarks } from '../../domain/cost/setting-marks.js';
import { settlementExamples } from '../settlements/settlement-requests.js';
import { columns } from './statement-tables.js';

const [line] = settlementExamples.lines.items;
const headings = columns.map(([heading]) => heading).join(';');

/** A statement as the documentation shows it. */
export const statementExamples = {
  files: {
    'text/csv': `\uFEFF${headings}\r\n`,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'PK…',
  },
  json: {
    settlement: settlementExamples.settlement, part: { payer: '1481' }, lines: [{ ...line, person: null }],
    total: { lines: 1, days: -16, debitOre: 0, creditOre: -487_891,
      vatOre: -27_616 }, policies: [defaultCostPolicy],
    marks: settingMarks,
  },
};
