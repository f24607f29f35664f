import type { Role } from '../../application/access/caller.js';
import { formatKronor } from '../../domain/shared/money.js';
import type { ApiClient } from '../api-client.js';
import { issueToken } from '../local-token.js';
import type { Output } from '../output.js';

const MONTH = '2026-03';
const DAY = '2026-03-01';

interface Count {
  readonly municipality: string;
  readonly placements: number;
}

interface Cost {
  readonly payer: string;
  readonly unit: string;
  readonly studyPath: string;
  readonly days: number;
  readonly ore: number;
}

interface Costs {
  readonly items: readonly Cost[];
  readonly total: { readonly days: number; readonly ore: number };
}

/** Shows what the read models say once they have come to a position. */
export const showRegion = async (output: Output, client: ApiClient, atLeast: string): Promise<void> => {
  const counted = { date: DAY, by: 'municipality', atLeast };
  const [counts, costs] = await Promise.all([
    client.get<{ items: readonly Count[] }>('/v1/caseload/counts', counted),
    client.get<Costs>('/v1/cost', { month: MONTH, limit: 3, atLeast }),
  ]);
  output.line(`\nPlacements on ${DAY}, by home municipality (whoever two schools claim counts at both):`);
  output.table<Count>([
    ['municipality', ({ municipality }) => municipality || '(none said)'],
    ['placements', ({ placements }) => placements],
  ], counts.items);
  const { days: allDays, ore: allOre } = costs.total;
  output.line(`\nOwed for ${MONTH}: ${formatKronor(allOre)} kr for ${allDays} days. The first rows:`);
  output.table<Cost>([
    ['payer', ({ payer }) => payer], ['unit', ({ unit }) => unit],
    ['study path', ({ studyPath }) => studyPath], ['days', ({ days }) => days],
    ['kr', ({ ore }) => formatKronor(ore), 'right'],
  ], costs.items);
};

interface Viewer {
  readonly variable: string;
  readonly role: Role;
  readonly organisation: string;
  /** What the viewer asks, in words and as an address. */
  readonly asks: string;
  readonly address: string;
}

const viewers: readonly Viewer[] = [
  {
    variable: 'ECONOMIST', role: 'economist', organisation: '1481',
    asks: `What Mölndal owes whom for ${MONTH}`, address: `/v1/cost?month=${MONTH}&limit=2`,
  },
  {
    variable: 'OFFICER', role: 'follow-up-officer', organisation: '1480',
    asks: 'Whom Göteborg has to follow up', address: `/v1/caseload/left?date=${DAY}&limit=2`,
  },
  {
    variable: 'AUDITOR', role: 'auditor', organisation: 'region',
    asks: 'The newest events of the ledger', address: '/v1/trail?from=2020-01-01T00:00:00Z&limit=2',
  },
];

/** Prints where to look, tokens, and a call for each that can be pasted after them. */
export const showCalls = async (output: Output, url: string, dataFolder: string): Promise<void> => {
  output.line(`\nThe API answers at ${url}; ${url}/docs describes it. Tokens for the next eight hours:\n`);
  for (const { variable, role, organisation } of viewers) {
    output.line(`${variable}=${await issueToken(dataFolder, { role, organisation })}`);
  }
  output.line('\nThree calls to paste after them:');
  for (const { variable, asks, address } of viewers) {
    output.line(`\n# ${asks}\ncurl -s -H "Authorization: Bearer $${variable}" '${url}${address}'`);
  }
  output.line('');
};
