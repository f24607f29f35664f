import fc from 'fast-check';
import type { Account } from '../../src/application/ports/charge-source.js';
import { draftOf } from '../../src/application/settlement/draft.js';
import type { Agreements } from '../../src/domain/agreement/state.js';
import { type Event, event } from '../../src/domain/shared/event.js';
import { PricePublished } from '../../src/domain/price-list/events.js';
import { UnitRegistered } from '../../src/domain/school-register/events.js';
import {
  type DueLine, type IssuedLine, settle, type SettlementLine,
} from '../../src/domain/settlement/settle.js';
import { Window } from '../../src/domain/settlement/window.js';
import type { Fact, FactTimes } from '../../src/domain/shared/fact-order.js';
import { addDays } from '../../src/domain/shared/civil-date.js';
import type { ChargeBasis } from '../../src/projections/charges/charges.js';
import { basisOfIssued } from '../../src/projections/charges/issued-lines.js';
import { costAllocation } from '../../src/projections/cost-allocation/cost-allocation.js';
import { basisOf, dueLines, earlierDue } from '../../src/projections/cost-allocation/due-lines.js';
import type { StretchRow } from '../../src/projections/cost-allocation/stretches.js';
import { sha256 } from '../../src/infrastructure/intake/sha256.js';
import { agreementsReference } from '../../src/projections/references.js';
import { isSeenOn } from '../../src/projections/timeline-rows.js';
import { agreementSet, policySet } from '../support/agreements.js';
import { independent, ownPrices, price, unit, usualPrices, usualUnits } from '../support/cost-world.js';
import { enrolled, registeredIn, secondHand, SOUTH } from '../support/events.js';
import { inOneLife, lives } from '../support/fact-histories.js';
import { contributionOf } from '../support/folded.js';
import { asFacts, factId } from '../support/given-when-then.js';
import { referencesAfter } from '../support/references-after.js';
import { stretchRowsOf } from '../support/cost-rows.js';

// What settlements come to, whatever became known between one and the next.

const projection = costAllocation((code) => code !== '9900');

const usual: readonly Event[] = [
  ...usualUnits.map((facts) => event(UnitRegistered, facts)),
  ...usualPrices.map((published) => event(PricePublished, published)),
];
/** What is known of prices and terms: the usual, other prices and a school sold, other ways of counting. */
const known = fc.constantFrom(...[
  usual,
  [
    ...usual, event(PricePublished, price(2026, {}, 109_000)),
    event(PricePublished, price(2026, { studyPath: 'TE' }, 118_000)),
    event(UnitRegistered, unit(SOUTH, independent, { validOn: '2026-01-01' })),
  ],
  [
    ...usual, policySet('monthly', { counting: { rule: 'SNAPSHOT', version: 1, day: 15 } }),
    policySet('default', { counting: { rule: 'PER_STARTED_FOUR_WEEKS', version: 1 } }),
    agreementSet('gr', { terms: [{ payee: 'municipal', policy: 'monthly' }] }),
  ],
  [...usual, ...ownPrices.map((published) => event(PricePublished, published))],
].map((events) => referencesAfter(projection.references, events)));

/** What is known of everybody here from the beginning, so that there is something to settle. */
const usually =
  inOneLife([], [], [], [], [], asFacts<Event<string, FactTimes>>([registeredIn(), enrolled()]));
/** One life, told in any order. */
const told = lives.chain((facts) => fc.shuffledSubarray(facts, { minLength: facts.length }));

const months = ['2025-06', '2025-09', '2025-12', '2026-01', '2026-03', '2026-06', '2026-12'] as const;

/** One after the other: how much of what was said is known, at what prices, through which month. */
const settlings = fc.array(fc.record({
  share: fc.double({ min: 0, max: 1, noNaN: true }), known, month: fc.nat(months.length - 1),
  lookedAt: fc.nat(900).map((nth) => addDays('2025-06-01', nth)),
}), { minLength: 1, maxLength: 4 }).map((all) => {
  const inOrder = all.map(({ month }) => month).sort((a, b) => a - b);
  return all.map((each, index) => ({ ...each, through: months[inOrder[index]!]! }));
});

type Settling = ReturnType<typeof settlings.generate>['value'][number];

const stretchesSeen = (facts: readonly Fact[], { share, known: at, lookedAt }: Settling): StretchRow[] => {
  const heard = [...usually, ...facts.slice(0, Math.round(share * facts.length))];
  return stretchRowsOf(contributionOf(projection, heard, at)).filter((row) => isSeenOn(row, lookedAt));
};

const dueOf = (facts: readonly Fact[], settling: Settling): DueLine[] =>
  dueLines(stretchesSeen(facts, settling), settling);

const agreementsIn = ({ known: at }: Settling): Agreements => at[agreementsReference.name] as Agreements;

const issue = (nth: number, lines: readonly SettlementLine[]): IssuedLine[] =>
  lines.map((line, index) => ({ ...line, settlement: `s${nth}`, id: `s${nth}-${index}` }));

/** Öre and VAT in them under each key, and none where they come to nothing. */
const summed = (lines: readonly (DueLine | IssuedLine)[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { month, payer, unit, principal, studyPath, variant = '', ore, vatOre = 0 } of lines) {
    const key = [month, payer, unit, principal, studyPath, variant].join('|');
    sums[key] = (sums[key] ?? 0) + ore;
    sums[`${key}|vat`] = (sums[`${key}|vat`] ?? 0) + vatOre;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, ore]) => ore !== 0));
};

test('what was issued and its differences are what is right; and settling again adds nothing', () => {
  fc.assert(fc.property(told, settlings, (facts, all) => {
    const issued: IssuedLine[] = [];
    let settledThrough: string | undefined;
    all.forEach((settling, nth) => {
      const due = dueOf(facts, settling);
      const reach = { through: settling.through, settledThrough };
      issued.push(...issue(nth, settle(due, issued, reach)));
      settledThrough = settling.through;
      expect(summed(issued)).toEqual(summed(due));
      expect(settle(due, issued, { through: settling.through, settledThrough })).toEqual([]);
    });
  }), { numRuns: 300 });
});

test('so it is of places that turn out to be taken in second hand, or not to be after all', () => {
  let differences = 0;
  const ownCost = referencesAfter(projection.references, [
    ...usual, ...ownPrices.map((published) => event(PricePublished, published)),
  ]);
  fc.assert(fc.property(told, settlings, fc.boolean(), (facts, all, first) => {
    const issued: IssuedLine[] = [];
    const place = {
      id: factId(900), event: enrolled({ validOn: '2025-08-18', unit: SOUTH, studyPath: 'TE' }),
    };
    const second = { id: factId(901), event: secondHand({ validOn: '2025-07-01', unit: SOUTH }) };
    all.forEach((settling, nth) => {
      const isSecond = (nth % 2 === 0) === first; // decided anew before every settlement
      const heard = [place, ...(isSecond ? [second] : []), ...facts];
      const due = dueOf(heard, { ...settling, known: ownCost, share: 1 });
      const lines = settle(due, issued, { through: settling.through });
      differences += lines.filter((line) => line.kind === 'difference' && line.unit === SOUTH).length;
      issued.push(...issue(nth, lines));
      expect(summed(issued)).toEqual(summed(due));
    });
  }), { numRuns: 200 });
  expect(differences).toBeGreaterThan(10);
});

test('while paid days are what a settlement rested on, the months it settled need no comparing', () => {
  const rested = { wholly: 0, partly: 0 };
  fc.assert(fc.property(told, settlings, (facts, all) => {
    const issued: IssuedLine[] = [];
    const bases: ChargeBasis[] = [];
    all.forEach((settling, nth) => {
      const { through, lookedAt } = settling;
      const before = basisOfIssued(bases, new Set(bases.map(({ settlement }) => settlement)));
      const window = new Window({ lookedAt, agreements: agreementsIn(settling) });
      const drafted = (account: Omit<Account, 'basis'>) => {
        const { lines, outside } = draftOf({ basis, ...account }, window, { through });
        return { lines, outside: { ...outside, each: outside.each() } };
      };
      const stretches = stretchesSeen(facts, settling);
      const basis = basisOf(stretches.map((stretch) => JSON.stringify(stretch)), through, sha256);
      const whole = drafted({ due: dueLines(stretches, settling), issued });
      if (before?.digest === basis.digest) {
        const { from, through: after } = before;
        const earlier = from === undefined ? undefined : earlierDue(stretches, from);
        expect(drafted({ due: dueLines(stretches, { after, through }), issued: [], earlier }))
          .toEqual(whole);
        rested[earlier ? 'partly' : 'wholly'] += 1;
      }
      issued.push(...issue(nth, whole.lines));
      if (whole.lines.length > 0) {
        const months = whole.lines.map(({ month }) => month).sort();
        const settled = { ...basis, from: whole.outside.settledFrom };
        bases.push({ settlement: `s${nth}`, firstMonth: months[0]!, basis: settled });
      }
    });
  }), { numRuns: 300 });
  expect(Math.min(rested.wholly, rested.partly)).toBeGreaterThan(2);
});

test('issued and left out, of years too long ago, are what is right; a decision leaves nothing out', () => {
  fc.assert(fc.property(told, settlings, (facts, all) => {
    const issued: IssuedLine[] = [];
    all.forEach((settling, nth) => {
      const due = dueOf(facts, settling);
      const reaching = { lookedAt: settling.lookedAt, agreements: agreementsIn(settling) };
      const all = settle(due, issued, { through: settling.through });
      const { lines, outside } = new Window(reaching).divide(all, { due, issued });
      expect(summed([...issued, ...issue(nth, [...lines, ...outside])])).toEqual(summed(due));
      const decided = new Window({ ...reaching, reachesBackTo: '2025-01' }).divide(all, { due, issued });
      expect(decided).toEqual({ lines: all, outside: [] });
      issued.push(...issue(nth, lines));
    });
  }), { numRuns: 200 });
});

test('settling month by month comes to the same as settling at once', () => {
  fc.assert(fc.property(told, settlings, (facts, all) => {
    const last = { ...all.at(-1)!, share: 1 };
    const issued: IssuedLine[] = [];
    months.filter((month) => month <= last.through).forEach((through, nth) => {
      issued.push(...issue(nth, settle(dueOf(facts, { ...last, through }), issued, { through })));
    });
    expect(issued.every(({ kind }) => kind === 'first')).toBe(true);
    expect(summed(issued)).toEqual(summed(dueOf(facts, last)));
  }), { numRuns: 200 });
});

test('a difference names a line that was issued before under the same key', () => {
  fc.assert(fc.property(told, settlings, (facts, all) => {
    const issued: IssuedLine[] = [];
    all.forEach((settling, nth) => {
      const lines = settle(dueOf(facts, settling), issued, { through: settling.through });
      for (const line of lines) {
        if (line.kind !== 'difference') continue;
        const named = issued.find(({ id }) => id === line.refersTo)!;
        expect(Object.keys(summed([{ ...named, ore: 1, vatOre: 0 }]))).toEqual(Object.keys(
          summed([{ ...line, ore: 1, vatOre: 0, settlement: '', id: '' }])));
      }
      issued.push(...issue(nth, lines));
    });
  }), { numRuns: 200 });
});
