import type { PolicyCheck, PolicyMove } from '../application/agreement/check-policy.js';
import { addDays } from '../domain/shared/civil-date.js';
import { formatKronor } from '../domain/shared/money.js';
import { withClient } from './connection.js';
import { CliFailure, WRONG_USAGE } from './failure.js';
import { objectIn } from './files.js';
import type { Column, Output } from './output.js';
import type { Session } from './session.js';
import { inKronor } from './settlement-text.js';

const columns: readonly Column<PolicyMove>[] = [
  ['payer', ({ payer }) => payer], ['payee', ({ principal }) => principal],
  inKronor('issued kr', ({ issuedOre }) => issuedOre), inKronor('right now kr', ({ asIsOre }) => asIsOre),
  inKronor('then kr', ({ whatIfOre }) => whatIfOre), inKronor('moves kr', ({ ore }) => ore),
  inKronor('VAT kr', ({ vatOre }) => vatOre),
];

const print = (output: Output, check: PolicyCheck): void => {
  const { period, items, total, position, persons, changedPersons } = check;
  if (!period) {
    output.line('Nothing is settled from its first day on: it moves nothing that is issued.');
    return;
  }
  output.table(columns, items);
  const days = `from ${period.from} through ${addDays(period.to, -1)}`;
  const [issued, moved] = [formatKronor(total.issuedOre), formatKronor(total.ore)];
  output.line(`Issued, ${days}: ${issued} kr; the policy moves ${moved} kr.`);
  output.line(`Lines of ${changedPersons} of ${persons} persons would differ. Nothing is recorded.`);
  const checked = JSON.stringify({ position, ore: total.ore });
  output.line(`Where it is set after this, the file may say so: "checked":${checked}`);
};

/** What setting a policy would move of what is issued. */
export const checkPolicy = async (session: Session, file: string, policy?: string): Promise<void> => {
  if (policy === undefined) throw new CliFailure('Say which policy: --policy.', WRONG_USAGE);
  const json = await objectIn(file, '--check');
  const check = await withClient(session, (client, atLeast) => {
    const query = atLeast === undefined ? '' : `?atLeast=${encodeURIComponent(atLeast)}`;
    const path = `/v1/cost-policies/${encodeURIComponent(policy)}/checks`;
    return client.post<PolicyCheck>(`${path}${query}`, { json });
  });
  session.output.result(check, () => print(session.output, check));
};
