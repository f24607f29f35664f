import { halfYearsOf, type LateMove, lateMovesOf } from '../../domain/person/late-moves.js';
import { homeMunicipalities } from '../../domain/person/municipality.js';
import { protectedRegistrations, protections } from '../../domain/person/state.js';
import { addDays, earlier, firstOfMonth } from '../../domain/shared/civil-date.js';
import { about, type AboutPerson } from '../about-person.js';
import type { SortedFacts } from '../person-facts.js';
import type { Look } from '../timeline-rows.js';
import type { LateMoveRow } from './collections.js';
import type { CaseloadDocument } from './caseload-document.js';

/** Days that moves told late have re-assigned, of persons who are told of under their own name. */
export const lateMoveRows = (
  { known }: Pick<CaseloadDocument, 'known'>, { person, protection }: SortedFacts,
  shown: readonly (AboutPerson & Look)[],
): LateMoveRow[] => {
  const facts = person.flatMap((fact) => {
    const knownOn = known[fact.id];
    return knownOn === undefined ? [] : [{ fact, knownOn }];
  });
  const hidden = protectedRegistrations(protections(protection));
  const moves = lateMovesOf(facts, (some) => homeMunicipalities(some, new Set(), hidden));
  return shown.flatMap((look) => about([look], moves.flatMap((move) => rowsOf(move, look.protected))));
};

const rowsOf = (move: LateMove, isProtected: boolean) => {
  const { from, to, municipality, before, knownOn } = move;
  const lastOver = earlier(addDays(to, -1), addDays(firstOfMonth(knownOn), -1));
  const row = {
    from, to, knownOn, halfYears: halfYearsOf(move),
    firstMonth: from.slice(0, 7), lastMonth: lastOver.slice(0, 7),
    since: '0001-01-01', until: '9999-12-31',
  };
  const told = (code: string): string | null => (isProtected ? null : code);
  return [
    { ...row, municipality, change: 'came' as const, other: told(before) },
    { ...row, municipality: before, change: 'went' as const, other: told(municipality) },
  ];
};
