import type { PersonCommand } from '../person/person-command.js';
import type { RecordOf } from '../person/person-records.js';

/** Every municipality keeps a file of its own for a youth; none sees another's. */
export const fileFor = ({ report }: PersonCommand<{ readonly municipality: string }>): RecordOf =>
  ({ category: 'kaa', case: report.municipality });
