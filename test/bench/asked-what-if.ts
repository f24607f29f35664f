import type { WhatIfRecord } from '../../src/application/cost/what-if.js';
import type { Liggare } from '../../src/composition/embedded.js';
import type { CostPolicyVersion } from '../../src/domain/agreement/events.js';
import type { Amounts } from './apart.js';

/** Another way of counting, which moves nearly every line. */
const measuringDay: CostPolicyVersion = {
  policy: 'default', validOn: '2025-01-01', counting: { rule: 'SNAPSHOT', version: 1, day: 15 },
  augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid', documentPays: 'through-june', confirmBy: '09-15',
  correctsYearsBack: 1,
};

/** The whole region and a school year under another policy, line by line. */
export const askedWhatIf = async ({ whatIf }: Pick<Liggare, 'whatIf'>): Promise<Amounts['what-if']> => {
  let [lines, changedPersons] = [0, 0];
  const { pieces } = await whatIf.ask({
    period: { from: '2025-07-01', to: '2026-07-01' }, between: {}, lookedAt: '2026-08-31',
    tellsLines: true,
    supposed: { policies: [measuringDay], agreements: [], prices: [], without: [] },
  });
  for await (const records of pieces) for (const record of records as readonly WhatIfRecord[]) {
    if (record.is === 'line') lines += 1;
    if (record.is === 'total') ({ changedPersons } = record);
  }
  return { lines, changedPersons };
};
