import { agreementsOf, policySet } from '../../../test/support/agreements.js';
import {
  allocationIn, linesIn, price, segmentsIn, totalIn, type World,
} from '../../../test/support/cost-world.js';
import {
  costShared, droppedOut, enrolled, NORTH, registeredIn, SOUTH, transferred,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { shareOf } from './shares.js';

/** Several pay for one place: together exactly what one would. */

const REGION = '232100-0131';
const schooling = [enrolled({ validOn: '2026-01-01' }), droppedOut({ validOn: '2027-01-01' })];
const inHalf: World = { schooling, funding: [costShared({ validOn: '2026-01-01' })] };

test('half each: an öre that cannot be shared goes to the named payer, month by month too', () => {
  // 111 300 × 31 ÷ 365 = 9 452.88; up to the end of February 17 990.96, of March 27 443.84
  expect(linesIn(inHalf).filter((line) => line < '2026-03-02')).toEqual([
    '2026-01-01 31 1407 4726.44', '2026-02-01 28 1407 4269.04', '2026-03-01 31 1407 4726.44',
    `2026-01-01 31 ${REGION} 4726.44`, `2026-02-01 28 ${REGION} 4269.04`, `2026-03-01 31 ${REGION} 4726.44`,
  ]);
  expect([shareOf('1/2', 101), shareOf('rest-1/2', 101)]).toEqual([51, 50]);
  expect([shareOf('rest-1,1/3', 100), shareOf('1/3', 100)]).toEqual([34, 33]);
});

test('in thirds of an odd price, all of a year still comes to the price', () => {
  const funding = [costShared({
    validOn: '2026-01-01', others: [{ payer: REGION, parts: 1 }, { payer: '1481', parts: 1 }],
  })];
  const world = { schooling, funding, prices: [price(2026, {}, 100_000)] };
  const of = (payer: string) => totalIn(world, (segment) => segment.payer === payer);
  expect([of('1407'), of(REGION), of('1481'), totalIn(world)])
    .toEqual(['33333.34', '33333.33', '33333.33', '100000.00']);
});

test('the part of the home municipality is that of whoever is it on the day', () => {
  const person = [registeredIn(), registeredIn({ validOn: '2026-07-01', municipality: '1481' })];
  expect(segmentsIn({ ...inHalf, person })).toEqual([
    `2026-01-01 2026-07-01 1407 ${NORTH} 27596.30`, `2026-01-01 2026-07-01 ${REGION} ${NORTH} 27596.30`,
    `2026-07-01 2027-01-01 1481 ${NORTH} 28053.70`, `2026-07-01 2027-01-01 ${REGION} ${NORTH} 28053.70`,
  ]);
});

test('whoever is named and is the home municipality too pays both parts', () => {
  const shared = (others: { payer: string; parts: number }[]) => segmentsIn({
    schooling, funding: [costShared({ validOn: '2026-01-01', others })],
  });
  expect(shared([{ payer: '1407', parts: 3 }])).toEqual([`2026-01-01 2027-01-01 1407 ${NORTH} 111300.00`]);
  expect(shared([{ payer: '1407', parts: 1 }, { payer: REGION, parts: 2 }])).toEqual([
    `2026-01-01 2027-01-01 1407 ${NORTH} 55650.00`, `2026-01-01 2027-01-01 ${REGION} ${NORTH} 55650.00`,
  ]);
});

test('a decision is about the place at one school unit, from its day on, and stands on its lines', () => {
  const world = {
    schooling: [enrolled({ validOn: '2026-01-01' }), transferred({ unit: SOUTH, validOn: '2026-03-16' })],
    funding: [costShared({ validOn: '2026-02-01' })],
  };
  const shown = allocationIn(world).segments.filter(({ from }) => from < '2027')
    .map(({ from, payer, payerBasis, share, decisionId }) => [from, payer, payerBasis, share, decisionId]);
  expect(shown).toEqual([
    ['2026-01-01', '1407', 'registered', undefined, undefined],
    ['2026-02-01', '1407', 'registered', 'rest-1/2', factId(1)],
    ['2026-02-01', REGION, 'shared', '1/2', factId(1)],
    ['2026-03-16', '1407', 'registered', undefined, undefined],
  ]);
});

test('shares go with any counting rule', () => {
  const counting = { rule: 'SNAPSHOT', version: 1, day: 15 };
  const agreements = agreementsOf(policySet('default', { counting }));
  const lines = linesIn({ ...inHalf, agreements }).filter((line) => line.startsWith('2026-01'));
  expect(lines).toEqual(['2026-01-01 31 1407 4637.50', `2026-01-01 31 ${REGION} 4637.50`]); // 9 275.00
});
