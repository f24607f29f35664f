import fc from 'fast-check';
import {
  evolveRoutines, type KaaRoutines, type KaaSettingEvent, noRoutines,
} from '../../src/domain/kaa/routine.js';
import { rulesSet, rulesWithdrawn } from '../support/events.js';
import { asFacts, factId } from '../support/given-when-then.js';
import { shuffled } from './arbitraries.js';
import type { Decided } from './membership.model.js';
import { day } from './youths.js';

/** What a region has set, on days of its own, some of it withdrawn; as it is known, and what of it holds. */
export const regionRules: fc.Arbitrary<{ known: KaaRoutines; decided: Decided[] }> = fc.uniqueArray(
  fc.record({
    from: fc.oneof(fc.constant('2010-01-01'), day), leapDayBirthday: fc.constantFrom('02-28', '03-01'),
    gapToleranceDays: fc.constantFrom(0, 1, 30, 30, 365),
    isWithdrawn: fc.nat(3).map((luck) => luck === 0),
  }), { maxLength: 4, selector: ({ from }) => from },
).chain((versions) => {
  const set = versions.map(({ from: validOn, leapDayBirthday, gapToleranceDays }) =>
    rulesSet({ validOn, leapDayBirthday, gapToleranceDays }));
  const undone = versions.flatMap(({ from: validOn, isWithdrawn }, index) =>
    (isWithdrawn ? [rulesWithdrawn({ validOn, withdraws: factId(index + 1) })] : []));
  const decided = versions.filter(({ isWithdrawn }) => !isWithdrawn)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  return shuffled(fc.constant(asFacts<KaaSettingEvent>([...set, ...undone]))).map(([, facts]) => ({
    decided, known: facts.reduce((known, { id, event }) => evolveRoutines(known, id, event), noRoutines),
  }));
});
