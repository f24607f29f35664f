import type { Segment } from '../../domain/cost/allocation.js';
import { segmentsIn, type Stretch, stretchesOf } from './stretches.js';

const segment = (from: string, to: string, also: Partial<Segment> = {}): Segment => ({
  from, to, payer: '1480', payerBasis: 'registered', unit: '10000001', studyPath: 'NA',
  principal: { id: '1480', name: 'Göteborgs kommun', kind: 'municipal' }, perYearOre: 11_000_000,
  priceId: `price of ${from.slice(0, 4)}`, priceStanding: 'decided', countedBefore: 0, ...also,
});

const [AUTUMN, SPRING] = [['2025-07-01', '2026-01-01'], ['2026-01-01', '2026-07-01']] as const;

const daysOf = (stretches: readonly Stretch[]): string[] =>
  stretches.map(({ from, to, parts }) => `${from} ${to} ${parts.length}`);

test('what goes on at another price goes on in the same stretch, and is read back as it was', () => {
  const segments = [
    segment(...AUTUMN), segment(...SPRING, { countedBefore: 3, policy: 'monthly', higherPriceId: 'dearer' }),
  ];
  const stretches = stretchesOf(segments);
  expect(daysOf(stretches)).toEqual(['2025-07-01 2026-07-01 2']);
  const look = { since: '0001-01-01', until: '9999-12-31' };
  expect(segmentsIn(stretches.map((stretch) => ({ ...stretch, ...look }))))
    .toEqual(segments.map((each) => ({ ...each, ...look, principalId: '1480' })));
});

test('a day between, whoever else pays or is paid, and whatever is paid besides begin another', () => {
  const others: [string, Partial<Segment>][] = [
    ['a day between', { from: '2026-01-02' }], ['payer', { payer: '1407' }],
    ['basis', { payerBasis: 'observed' }], ['home', { home: '1407' }], ['unit', { unit: '10000002' }],
    ['principal', { principal: { id: '1480', name: 'Göteborgs Stad', kind: 'municipal' } }],
    ['study path', { studyPath: 'TE' }], ['variant', { variant: 'RIG' }], ['item', { item: 'structural' }],
  ];
  for (const [what, also] of others) {
    const stretches = stretchesOf([segment(...AUTUMN), segment(...SPRING, also)]);
    expect([what, stretches.length]).toEqual([what, 2]);
  }
});

test('what several pay for the same days is a stretch of each', () => {
  const payers = ['1480', '1407'];
  const both = [AUTUMN, SPRING].flatMap(([from, to]) =>
    payers.map((payer) => segment(from, to, { payer })));
  const stretches = stretchesOf(both);
  expect(stretches.map(({ payer, parts }) => `${payer} ${parts.length}`)).toEqual(['1480 2', '1407 2']);
});
