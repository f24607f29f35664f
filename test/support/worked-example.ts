import { elinEvent, elinExport } from './elin-export.js';
import type { Client } from './running-server.js';

/** The pupil of the worked example (docs/explanation/schooling-and-cost.md), as deliveries tell of them. */

export const NUMBER = '200901022392';
export const INDEPENDENT = '10000001';
export const KUNGALV = '10000002';

export const units = `unit,name,principal_id,principal_name,principal_kind,municipality,valid_from
${INDEPENDENT},Fria gymnasiet,556000-0001,Skolbolaget,independent,1407,2020-01-01
${KUNGALV},Älvskolan,1482,Kungälvs kommun,municipal,1482,2020-01-01
`;
export const prices = `valid_from,year,principal,study_path,variant,unit,begun,amount_sek,standing,origin
2025-01-01,2025,independent,NA,,,,108500,decided,worked example
2026-01-01,2026,independent,NA,,,,111300,decided,worked example
2026-01-01,2026,municipal,TE,,,,115000,decided,worked example
`;

/** What ELIN says, in the order in which it happened. */
export const admitted = elinEvent({
  type: '8', name: 'Antagen', on: '2025-08-18', number: NUMBER, unit: INDEPENDENT,
});
export const moved = elinEvent({
  type: '6', name: 'Flytt inom region', on: '2026-02-10', number: NUMBER, movedFrom: '1407',
  municipality: '1481',
});
export const transferred = elinEvent({
  type: '10', name: 'Skolbyte', on: '2026-03-16', number: NUMBER, unit: KUNGALV, studyPath: 'TE',
  municipality: '1481',
});
export const droppedOut = elinEvent({
  type: '9', name: 'Avbrott', on: '2026-05-20', number: NUMBER, unit: KUNGALV, studyPath: 'TE',
  municipality: '1481',
});

/** All that ELIN says of the pupil, as one export. */
export const workedExample = elinExport([admitted, moved, transferred, droppedOut]);

interface Report {
  readonly taken: number;
  readonly refused: number;
  readonly position: string;
}

/** Delivers schools, prices and all that ELIN says of the pupil: how many lines were taken, and refused. */
export const deliverWorkedExample = async (administrator: Client) => {
  const reports = [
    (await administrator.deliver<Report>('school-units', units, 'text/csv')).body,
    (await administrator.deliver<Report>('price-list', prices, 'text/csv')).body,
    (await administrator.deliver<Report>('elin', workedExample)).body,
  ];
  return {
    lines: reports.map(({ taken, refused }) => [taken, refused]), position: reports.at(-1)!.position,
  };
};
