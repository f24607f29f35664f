import { type Band, plausibility } from '../../application/simulation/plausibility.js';
import type { ApiClient } from '../api-client.js';
import type { Output } from '../output.js';
import type { WorkDone } from './case-work-done.js';

const DAY = '2026-03-01';
const DAYS = {
  year: { from: '2025-07-01', to: '2026-07-01' }, autumn: { from: '2025-07-01', to: '2026-01-01' },
};

interface Count {
  readonly municipality: string;
  readonly registered: number;
  readonly contacted: number;
  readonly neverContacted: number;
  readonly inMeasure: number;
}

const most = (value: number): string => (Number.isFinite(value) ? String(value) : '');

/** Shows whom there is to follow up, what was done about them, and how that compares with the country. */
export const showFollowUp = async (
  output: Output, client: ApiClient, done: WorkDone & { readonly pairs: number },
): Promise<void> => {
  const { spells, facts, pairs, position: atLeast } = done;
  output.line(`\nFollow-up officers recorded ${facts} facts about ${spells.length} spells outside school.`);
  output.line(`Youths taken for somebody else and parted again: ${pairs} pairs.`);
  const { items } = await client.get<{ items: readonly Count[] }>('/v1/kaa/counts', { date: DAY, atLeast });
  output.line(`In the register on ${DAY}, by municipality:`);
  output.table<Count>([
    ['municipality', ({ municipality }) => municipality], ['registered', ({ registered }) => registered],
    ['contacted', ({ contacted }) => contacted], ['never', ({ neverContacted }) => neverContacted],
    ['in a measure', ({ inMeasure }) => inMeasure],
  ], items);
  output.line('\nBeside what was published for the country; what is outside is told as it is:');
  output.table<Band>([
    ['figure', ({ figure }) => figure], ['least', ({ least }) => least, 'right'],
    ['most', (band) => most(band.most), 'right'],
    ['simulated', ({ simulated }) => simulated ?? '', 'right'],
    ['', ({ isWithin }) => (isWithin ? 'within' : 'outside')],
  ], plausibility(spells, DAYS));
};
