import { FOREVER } from '../../domain/shared/civil-date.js';
import { caseloadIn, type FactEvent, seenOn, written } from '../../../test/support/caseload-of.js';
import {
  breakEnded, breakPlanned, disputeDecided, droppedOut, enrolled, named, NORTH, numberAdded,
  pathChanged, placed, protectionSet, protectionWithdrawn, registeredIn, removed,
  schoolingWithdrawn, SOUTH, WEST,
} from '../../../test/support/events.js';
import { documentOf, SOMEONE } from '../../../test/support/folded.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { caseload } from './caseload.js';

describe('who is where', () => {
  test('a pupil is at a school from the enrolment until it ends', () => {
    const { placements } = caseloadIn(registeredIn(), enrolled(), droppedOut());
    expect(placements).toEqual([{
      person: SOMEONE, name: null, protected: false, from: '2025-08-18', to: '2026-05-20', unit: NORTH,
      studyPath: 'NA', schoolYear: null, municipality: '1407', provisional: false, overlapping: false,
      onBreak: false, since: '0001-01-01', until: FOREVER,
    }]);
  });

  test('a placement divides where study path or municipality change, and nowhere else', () => {
    const { placements } = caseloadIn(
      registeredIn(), enrolled(), pathChanged(),
      registeredIn({ validOn: '2026-02-10', municipality: '1481' }),
      enrolled({ validOn: '2026-03-01', studyPath: 'TE' }),
    );
    expect(written(placements, 'from', 'to', 'studyPath', 'municipality')).toEqual([
      '2025-08-18 2025-11-03 NA 1407', '2025-11-03 2026-02-10 TE 1407', '2026-02-10 9999-12-31 TE 1481',
    ]);
  });

  test('a placement is provisional from each summer placement to the start that confirms it', () => {
    const nextYear = { validOn: '2026-07-01', schoolYear: '2' } as const;
    const { placements } = caseloadIn(
      placed(), enrolled(), placed(nextYear), enrolled({ ...nextYear, validOn: '2026-08-17' }),
    );
    expect(written(placements, 'from', 'to', 'provisional')).toEqual([
      '2025-07-01 2025-08-18 true', '2025-08-18 2026-07-01 false', '2026-07-01 2026-08-17 true',
      '2026-08-17 9999-12-31 false',
    ]);
  });

  test('a summer placement that nobody confirmed counts until its deadline, and never did after it', () => {
    const { placements } = caseloadIn(placed());
    expect(seenOn(placements, '2025-09-15')).toMatchObject([{ from: '2025-07-01', provisional: true }]);
    expect(seenOn(placements, '2025-09-16')).toEqual([]);
  });

  test('two schools that claim a pupil both have it marked, on the days they share', () => {
    const { placements } = caseloadIn(
      enrolled(), droppedOut({ validOn: '2025-10-10' }), enrolled({ unit: SOUTH, validOn: '2025-10-01' }),
    );
    expect(written(placements, 'unit', 'from', 'to', 'overlapping')).toEqual([
      `${NORTH} 2025-08-18 2025-10-01 false`, `${NORTH} 2025-10-01 2025-10-10 true`,
      `${SOUTH} 2025-10-01 2025-10-10 true`, `${SOUTH} 2025-10-10 9999-12-31 false`,
    ]);
  });

  test('a planned break keeps the place', () => {
    const { placements } = caseloadIn(enrolled(), breakPlanned(), breakEnded());
    expect(written(placements, 'from', 'to', 'onBreak')).toEqual([
      '2025-08-18 2026-01-12 false', '2026-01-12 2026-03-02 true', '2026-03-02 9999-12-31 false',
    ]);
  });

  test('a place without a known municipality is shown, under none', () => {
    expect(written(caseloadIn(enrolled()).placements, 'municipality')).toEqual(['']);
  });

  test('what schools said in passing serves while nobody registered anything, if they agree', () => {
    const observed = { homeMunicipality: '1480' };
    const agreeing = [enrolled({ observed }), pathChanged({ observed })];
    const another = droppedOut({ observed: { homeMunicipality: '1481' } });
    const municipalities = (...events: FactEvent[]) =>
      written(caseloadIn(...events).placements, 'municipality');
    expect(municipalities(...agreeing)).toEqual(['1480', '1480']);
    expect(municipalities(...agreeing, registeredIn())).toEqual(['1407', '1407']);
    expect(municipalities(...agreeing, another)).toEqual(['', '']);
  });
});

describe('whom two schools claim', () => {
  test('each school has a row that names the other, for the days they share', () => {
    const { overlaps } = caseloadIn(
      enrolled(), droppedOut({ validOn: '2025-10-10' }), enrolled({ unit: SOUTH, validOn: '2025-10-01' }),
    );
    expect(written(overlaps, 'unit', 'otherUnit', 'from', 'to')).toEqual([
      `${SOUTH} ${NORTH} 2025-10-01 2025-10-10`, `${NORTH} ${SOUTH} 2025-10-01 2025-10-10`,
    ]);
  });

  test('of three schools each names both others', () => {
    const { overlaps } = caseloadIn(...[NORTH, SOUTH, WEST].map((unit) => enrolled({ unit })));
    expect(written(overlaps, 'unit', 'otherUnit').sort()).toEqual([
      `${NORTH} ${SOUTH}`, `${NORTH} ${WEST}`, `${SOUTH} ${NORTH}`, `${SOUTH} ${WEST}`, `${WEST} ${NORTH}`,
      `${WEST} ${SOUTH}`,
    ]);
  });

  test('what was decided stands on the rows of both, for its days', () => {
    const { overlaps } = caseloadIn(
      enrolled(), droppedOut({ validOn: '2025-10-10' }), enrolled({ unit: SOUTH, validOn: '2025-10-01' }),
      disputeDecided({ unit: SOUTH, until: '2025-10-06' }),
      disputeDecided({ inFavourOf: 'nobody', unit: undefined, validOn: '2025-10-08' }),
    );
    const atNorth = overlaps.filter(({ unit }) => unit === NORTH);
    expect(written(atNorth, 'from', 'to', 'inFavourOf', 'decision')).toEqual([
      `2025-10-01 2025-10-06 ${SOUTH} ${factId(4)}`, '2025-10-06 2025-10-08 null null',
      `2025-10-08 2025-10-10 nobody ${factId(5)}`,
    ]);
    expect(overlaps).toHaveLength(6);
  });

  test('one school that claims a pupil on two study paths has a row for each, and one place', () => {
    const onTe = enrolled({ validOn: '2025-10-01', studyPath: 'TE' });
    const { overlaps, placements } = caseloadIn(enrolled(), onTe);
    expect(written(overlaps, 'unit', 'otherUnit', 'studyPath', 'otherStudyPath', 'from').sort()).toEqual([
      `${NORTH} ${NORTH} NA TE 2025-10-01`, `${NORTH} ${NORTH} TE NA 2025-10-01`,
    ]);
    expect(written(placements, 'studyPath', 'from', 'overlapping'))
      .toEqual(['NA 2025-08-18 false', 'TE 2025-10-01 true']);
  });

  test('a pupil claimed by a thousand schools does not make a million rows', () => {
    const units = Array.from({ length: 1_000 }, (_, index) => String(20_000_000 + index));
    const { overlaps, placements } = caseloadIn(...units.map((unit) => enrolled({ unit })));
    expect(overlaps.length).toBeLessThan(10_000);
    expect(new Set(overlaps.map(({ unit }) => unit)).size).toBe(1_000);
    expect(placements.every(({ overlapping }) => overlapping)).toBe(true);
  });
});

test('each placement counts one from its first day on, and one less from the day it ends', () => {
  const { counts } = caseloadIn(
    registeredIn(), enrolled(), droppedOut(), enrolled({ unit: SOUTH, validOn: '2026-06-01' }),
  );
  expect([...counts]).toEqual([
    [`1407|${NORTH}|NA|2025-08-18|9999-12-31`, 1], [`1407|${NORTH}|NA|2026-05-20|9999-12-31`, -1],
    [`1407|${SOUTH}|NA|2026-06-01|9999-12-31`, 1],
  ]);
});

describe('what is flagged', () => {
  test('a report that fits nothing, and a removal that means nothing or several', () => {
    const { flags } = caseloadIn(
      pathChanged(), removed({ unit: SOUTH }),
      enrolled({ unit: WEST }), placed({ unit: WEST, validOn: '2025-08-18' }), removed({ unit: WEST }),
    );
    expect(written(flags, 'kind', 'unit', 'on', 'factId').sort()).toEqual([
      `change-without-placement ${NORTH} 2025-11-03 ${factId(1)}`,
      `nothing-to-remove ${SOUTH} 2025-08-18 ${factId(2)}`,
      `several-equally-late ${WEST} 2025-08-18 ${factId(5)}`,
    ]);
  });
});

describe('a decision that decides nothing', () => {
  const flagsIn = (...events: FactEvent[]) => written(caseloadIn(...events).flags, 'kind', 'unit', 'on');
  const ofNobody = disputeDecided({ inFavourOf: 'nobody', unit: undefined });

  test('is flagged while nobody, or not its school, claims a pupil together with another', () => {
    const two = [enrolled(), enrolled({ unit: SOUTH })];
    expect(flagsIn(enrolled(), disputeDecided())).toEqual([`decision-without-dispute ${NORTH} 2025-07-01`]);
    expect(flagsIn(enrolled(), ofNobody)).toEqual(['decision-without-dispute  2025-07-01']);
    expect(flagsIn(...two, disputeDecided({ unit: WEST })))
      .toEqual([`decision-without-dispute ${WEST} 2025-07-01`]);
    expect(flagsIn(...two, disputeDecided(), ofNobody)).toEqual([]);
  });
});

describe('the name shown', () => {
  const observed = (givenName: string) => ({ observed: { givenName, familyName: 'Berg' } });
  const nameIn = (...events: readonly FactEvent[]) => caseloadIn(...events).placements[0]!.name;

  test('is the registered one, else what came with the last fact, else none', () => {
    const enrolment = enrolled(observed('Alvar'));
    expect(nameIn(enrolled())).toBeNull();
    expect(nameIn(droppedOut(observed('Alva')), enrolment)).toBe('Berg, Alva');
    expect(nameIn(enrolment, named())).toBe('Ek, Alva');
  });

  test('is not what came with a withdrawn fact', () => {
    const twice = [enrolled(observed('Alvar')), enrolled({ ...observed('Elis'), validOn: '2025-09-01' })];
    expect(nameIn(...twice, schoolingWithdrawn({ withdraws: factId(2) }))).toBe('Berg, Alvar');
  });

  test('is none for a protected person on any row, for all of the past', () => {
    const events = [
      named(), enrolled(), enrolled({ unit: SOUTH }), pathChanged({ unit: WEST }),
      droppedOut(), droppedOut({ unit: SOUTH }),
    ];
    const { placements, left, overlaps, flags } = caseloadIn(...events, protectionSet());
    for (const rows of [placements, left, overlaps, flags]) {
      expect(rows).not.toEqual([]);
      expect(rows.filter((row) => row.name !== null || !row.protected)).toEqual([]);
    }
  });

  test('stays away until a protection that will end has ended', () => {
    const { placements } = caseloadIn(
      named(), enrolled(), protectionSet(), protectionSet({ validOn: '2026-09-01', protection: 'none' }),
    );
    expect(placements.map((row) => [row.since, row.until, row.name, row.protected])).toEqual([
      ['0001-01-01', '2026-09-01', null, true], ['2026-09-01', FOREVER, 'Ek, Alva', false],
    ]);
  });

  test('stays away as long as any protection has not ended', () => {
    const { placements } = caseloadIn(
      named(), enrolled(), protectionSet(), protectionSet({ validOn: '2026-02-01', protection: 'none' }),
      protectionSet({ validOn: '2026-09-01' }),
    );
    expect(placements).toMatchObject([{ name: null, protected: true, since: '0001-01-01', until: FOREVER }]);
  });

  test('comes back when the protection is withdrawn', () => {
    const protection = protectionSet({ protection: 'secrecy-marking' });
    const withdrawal = protectionWithdrawn({ withdraws: factId(3) });
    expect(nameIn(named(), enrolled(), protection)).toBeNull();
    expect(nameIn(named(), enrolled(), protection, withdrawal)).toBe('Ek, Alva');
  });
});

test('of an identity number no more than the day of birth is kept', () => {
  const document = documentOf(caseload, asFacts([numberAdded({ replaces: '200501012397' })]));
  expect(Object.values(document.facts)).toEqual([
    ['person', 'IdentityNumberAdded', {
      validOn: '2025-01-01', source: 'population-register', kind: 'personal', born: '2010-01-01',
    }],
  ]);
});
