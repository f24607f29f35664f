import {
  absenceDecided, breakPlanned, contacted, declined, documentWithdrawn, droppedOut, enrolled, equivalentBegan,
  equivalentEnded, forfeited, issued, kaaFactWithdrawn, NORTH, numberAdded,
  offered, pathChanged, placed, registeredIn, schoolingOver, SOUTH, transferred,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import {
  membershipByRules, membershipIn, membershipUnder, spellsWritten,
} from '../../../test/support/youth.js';
import { covers } from '../shared/period.js';
import { conditionsOn, type Membership } from './membership.js';

// The rule book. Born on 2010-01-01, registered in 1407 since, done with compulsory school on 2026-06-12.
const born = numberAdded();
const home = registeredIn();
const leaver = [born, home, schoolingOver()];
const started = enrolled({ validOn: '2026-08-17' });
const out = droppedOut({ validOn: '2027-02-01' });

const isMember = ({ spells }: Membership, day: string): boolean => spells.some((spell) => covers(spell, day));
const condition = (membership: Membership, name: string, day: string) => {
  const { holds, since, decidedBy } = conditionsOn(membership, day).find((each) => each.condition === name)!;
  return { holds, since, decidedBy };
};

test('a youth who declines a measure, or says that they want no support, is in the group as before', () => {
  const declining = [offered(), declined({ offer: factId(4) }), contacted({ outcome: 'wants-no-support' })];
  expect(membershipIn(...leaver, ...declining)).toEqual(membershipIn(...leaver));
});

describe('under 20', () => {
  test('true the day before the 20th birthday, false on it', () => {
    const membership = membershipIn(...leaver);
    expect(isMember(membership, '2029-12-31')).toBe(true);
    expect(isMember(membership, '2030-01-01')).toBe(false);
    expect(condition(membership, 'under-20', '2029-12-31'))
      .toEqual({ holds: true, since: '1900-01-01', decidedBy: [factId(1)] });
    expect(condition(membership, 'under-20', '2030-01-01'))
      .toEqual({ holds: false, since: '2030-01-01', decidedBy: [factId(1)] });
    expect(membership.spells.at(-1)).toMatchObject({ ended: 'turned-20', closedBy: [factId(1)] });
  });

  test('whoever was born on a leap day turns 20 on one, whatever the setting', () => {
    const leap = numberAdded({ number: '200002292399' });
    for (const leapDayBirthday of ['02-28', '03-01'] as const) {
      const { spells } = membershipByRules({ leapDayBirthday }, leap, home, schoolingOver());
      expect(spells).toEqual([]);
      const over = schoolingOver({ validOn: '2016-06-10' });
      const early = membershipByRules({ leapDayBirthday }, leap, home, over);
      expect(early.spells.map(({ to }) => to)).toEqual(['2020-02-29']);
    }
  });

  test('while no birth is known nobody is too old', () => {
    expect(isMember(membershipIn(home, schoolingOver()), '2060-01-01')).toBe(true);
  });
});

describe('compulsory schooling is over', () => {
  test('from its own end on, whatever the age: normal, extended or early', () => {
    for (const validOn of ['2025-06-13', '2026-06-12', '2027-06-11']) {
      const membership = membershipIn(born, home, schoolingOver({ validOn }));
      expect(spellsWritten(membership))
        .toEqual([`${validOn} 2030-01-01 1407: compulsory-schooling-over → turned-20`]);
      expect(condition(membership, 'compulsory-schooling-over', validOn))
        .toEqual({ holds: true, since: validOn, decidedBy: [factId(3)] });
      expect(membership.spells[0]!.openedBy).toEqual([factId(3)]);
    }
  });

  test('from the first registration in Sweden, at an age at which none applies', () => {
    const arrived = registeredIn({ validOn: '2026-09-01' });
    const membership = membershipIn(born, arrived);
    expect(spellsWritten(membership))
      .toEqual(['2026-09-01 2030-01-01 1407: compulsory-schooling-over → turned-20']);
    expect(condition(membership, 'compulsory-schooling-over', '2026-09-01').decidedBy).toEqual([factId(2)]);
  });

  test('a move within Sweden at that age is no first registration', () => {
    const moved = registeredIn({ validOn: '2026-09-01', movedFrom: '1481' });
    expect(isMember(membershipIn(born, moved), '2026-09-01')).toBe(false);
    const both = [registeredIn({ municipality: '1481' }), registeredIn({ validOn: '2026-09-01' })];
    expect(isMember(membershipIn(born, ...both), '2026-09-01')).toBe(false);
  });

  test('whoever comes from a code that is no municipality\'s comes from nowhere in Sweden', () => {
    const isMunicipality = (code: string): boolean => code !== '9900';
    const by = (...said: Parameters<typeof registeredIn>) => membershipUnder(
      { isMunicipality }, born, registeredIn({ municipality: '9900' }), registeredIn(...said));
    expect(spellsWritten(by({ validOn: '2026-09-01', movedFrom: '9900' })))
      .toEqual(['2026-09-01 2030-01-01 1407: compulsory-schooling-over → turned-20']);
    expect(spellsWritten(by({ validOn: '2026-09-01', movedFrom: '1481' })))
      .toEqual(['2028-01-01 2030-01-01 1407: compulsory-schooling-over → turned-20']);
  });

  test('a first registration at school age says nothing', () => {
    expect(isMember(membershipIn(born, registeredIn({ validOn: '2026-06-30' })), '2027-01-01')).toBe(false);
    expect(isMember(membershipIn(born, registeredIn({ validOn: '2026-07-01' })), '2027-01-01')).toBe(true);
  });

  test('where nobody reported it: from the first start in upper secondary', () => {
    const membership = membershipIn(born, home, started, out);
    expect(spellsWritten(membership)).toEqual(['2027-02-01 2030-01-01 1407: interrupted → turned-20']);
    expect(condition(membership, 'compulsory-schooling-over', '2027-02-01'))
      .toEqual({ holds: true, since: '2026-08-17', decidedBy: [factId(3)] });
  });

  test('where nobody reported anything: from the 18th birthday, for a leap day as the setting says', () => {
    expect(spellsWritten(membershipIn(born, home)))
      .toEqual(['2028-01-01 2030-01-01 1407: compulsory-schooling-over → turned-20']);
    const leap = numberAdded({ number: '200002292399' });
    const from = (leapDayBirthday: '02-28' | '03-01') =>
      membershipByRules({ leapDayBirthday }, leap, home).spells.map((spell) => spell.from);
    expect(from('02-28')).toEqual(['2018-02-28']);
    expect(from('03-01')).toEqual(['2018-03-01']);
  });
});

describe('not in education', () => {
  test('a start ends it, an interruption begins it anew, each on its day', () => {
    const membership = membershipIn(...leaver, started, out);
    expect(spellsWritten(membership)).toEqual([
      '2026-06-12 2026-08-17 1407: compulsory-schooling-over → began-national-programme',
      '2027-02-01 2030-01-01 1407: interrupted → turned-20',
    ]);
    expect(membership.spells.map(({ openedBy, closedBy }) => [openedBy, closedBy]))
      .toEqual([[[factId(3)], [factId(4)]], [[factId(5)], [factId(1)]]]);
    expect(condition(membership, 'not-in-education', '2026-12-01'))
      .toEqual({ holds: false, since: '2026-08-17', decidedBy: [factId(4)] });
  });

  test('a start elsewhere on the same or an earlier day leaves no gap; one a day later does', () => {
    const next = (validOn: string) =>
      membershipIn(...leaver, started, out, enrolled({ unit: SOUTH, validOn }));
    expect(next('2027-01-31').spells).toHaveLength(1);
    expect(next('2027-02-01').spells).toHaveLength(1);
    expect(spellsWritten(next('2027-02-02'))[1])
      .toBe('2027-02-01 2027-02-02 1407: interrupted → began-national-programme');
  });

  test('a gap within the tolerance is none, and the end of the last education is its own', () => {
    const later = [
      enrolled({ unit: SOUTH, validOn: '2027-02-08' }), droppedOut({ unit: SOUTH, validOn: '2027-05-03' }),
    ];
    const spells = (gapToleranceDays: number) =>
      spellsWritten(membershipByRules({ gapToleranceDays }, ...leaver, started, out, ...later)).slice(1);
    const [last] = ['2027-05-03 2030-01-01 1407: interrupted → turned-20'];
    expect(spells(7)).toEqual([last]);
    expect(spells(6)).toEqual(['2027-02-01 2027-02-08 1407: interrupted → began-national-programme', last]);
  });

  test('a transfer is no gap, a planned break neither', () => {
    const transfer = transferred({ validOn: '2027-01-11', fromUnit: NORTH });
    expect(membershipIn(...leaver, started, transfer).spells).toHaveLength(1);
    const pause = breakPlanned({ validOn: '2027-01-11' });
    expect(membershipIn(...leaver, started, pause).spells).toHaveLength(1);
  });

  test('a summer placement is no start', () => {
    const membership = membershipIn(...leaver, placed({ validOn: '2026-07-01' }), started);
    expect(membership.spells[0]).toMatchObject({ from: '2026-06-12', to: '2026-08-17' });
  });

  test('introductory programmes are education from 1 July 2018 on, and were none before', () => {
    const old = [
      numberAdded({ number: '200002292399' }), home, schoolingOver({ validOn: '2016-06-10' }),
      enrolled({ validOn: '2016-08-18', studyPath: 'IMA' }),
    ];
    expect(spellsWritten(membershipIn(...old)))
      .toEqual(['2016-06-10 2018-07-01 1407: compulsory-schooling-over → began-introductory-programme']);
    const national = pathChanged({ validOn: '2017-08-17', studyPath: 'NA' });
    expect(spellsWritten(membershipIn(...old, national)))
      .toEqual(['2016-06-10 2017-08-17 1407: compulsory-schooling-over → began-national-programme']);
    const back = pathChanged({ validOn: '2017-11-01', studyPath: 'IMS' });
    expect(spellsWritten(membershipIn(...old, national, back))[1])
      .toBe('2017-11-01 2018-07-01 1407: interrupted → began-introductory-programme');
  });

  test('whoever went to an introductory programme beside a national one was in education then too', () => {
    const both = [
      numberAdded({ number: '200002292399' }), home, schoolingOver({ validOn: '2016-06-10' }),
      enrolled({ validOn: '2016-08-18', studyPath: 'NA' }),
      enrolled({ validOn: '2016-11-01', studyPath: 'IMA' }),
    ];
    expect(spellsWritten(membershipIn(...both)))
      .toEqual(['2016-06-10 2016-08-18 1407: compulsory-schooling-over → began-national-programme']);
    const left = droppedOut({ validOn: '2017-02-01' });
    expect(spellsWritten(membershipIn(...both, left))[1])
      .toBe('2017-02-01 2020-02-29 1407: interrupted → turned-20');
  });

  test('an introductory programme of today is as any other', () => {
    const membership = membershipIn(...leaver, enrolled({ validOn: '2026-08-17', studyPath: 'IMYIN' }), out);
    expect(spellsWritten(membership)[0])
      .toBe('2026-06-12 2026-08-17 1407: compulsory-schooling-over → began-introductory-programme');
  });
});

describe('documents', () => {
  const upTo = (document: 'examensbevis' | 'studiebevis' | 'gymnasiebevis' | 'gymnasieintyg') =>
    membershipIn(...leaver, started, issued({ validOn: '2029-06-08', document }));

  test('a diploma or an adapted certificate ends it for good, from its date', () => {
    for (const document of ['examensbevis', 'gymnasiebevis'] as const) {
      expect(isMember(upTo(document), '2029-06-08')).toBe(false);
      expect(upTo(document).spells).toHaveLength(1);
    }
    expect(condition(upTo('examensbevis'), 'no-diploma', '2029-06-08'))
      .toEqual({ holds: false, since: '2029-06-08', decidedBy: [factId(5)] });
    expect(condition(upTo('examensbevis'), 'no-diploma', '2029-06-07').holds).toBe(true);
    expect(condition(upTo('gymnasiebevis'), 'no-adapted-certificate', '2029-06-08').holds).toBe(false);
  });

  test('a study certificate ends the place and begins membership', () => {
    expect(spellsWritten(upTo('studiebevis'))[1])
      .toBe('2029-06-08 2030-01-01 1407: study-certificate → turned-20');
  });

  test('a diploma after a study certificate ends membership then, and not before', () => {
    const papers = [
      issued({ validOn: '2029-06-08', document: 'studiebevis' }), issued({ validOn: '2029-10-01' }),
    ];
    expect(spellsWritten(membershipIn(...leaver, started, ...papers))[1])
      .toBe('2029-06-08 2029-10-01 1407: study-certificate → completed');
    const corrected = documentWithdrawn({ withdraws: factId(6) });
    expect(spellsWritten(membershipIn(...leaver, started, ...papers, corrected))[1])
      .toBe('2029-06-08 2030-01-01 1407: study-certificate → turned-20');
  });
});

describe('equivalent education is a decision', () => {
  test('in education while it goes on, and done when it is completed', () => {
    const membership = membershipIn(...leaver, equivalentBegan(), equivalentEnded());
    expect(spellsWritten(membership))
      .toEqual(['2026-06-12 2026-08-17 1407: compulsory-schooling-over → began-equivalent-education']);
    expect(condition(membership, 'not-in-education', '2026-09-01').decidedBy).toEqual([factId(4)]);
    expect(condition(membership, 'no-equivalent-completed', '2027-06-04'))
      .toEqual({ holds: false, since: '2027-06-04', decidedBy: [factId(5)] });
  });

  test('outside again when it is aborted', () => {
    const aborted = equivalentEnded({ validOn: '2026-11-02', outcome: 'aborted' });
    expect(spellsWritten(membershipIn(...leaver, equivalentBegan(), aborted))[1])
      .toBe('2026-11-02 2030-01-01 1407: interrupted → turned-20');
  });

  test('as before when the decision is withdrawn', () => {
    const withdrawn = kaaFactWithdrawn({ withdraws: factId(4) });
    expect(membershipIn(...leaver, equivalentBegan(), withdrawn).spells).toHaveLength(1);
  });
});

test('whoever never came to school was never outside the group, and never began anything', () => {
  const never = [started, forfeited({ validOn: '2026-08-17' })];
  expect(spellsWritten(membershipIn(...leaver, ...never)))
    .toEqual(['2026-06-12 2030-01-01 1407: compulsory-schooling-over → turned-20']);
  expect(membershipIn(...leaver, ...never).spells[0])
    .toMatchObject({ openedBy: [factId(3)], closedBy: [factId(1)] });
  // nobody said that compulsory schooling was over, and no start shows it: it is at 18
  expect(spellsWritten(membershipIn(born, home, ...never)))
    .toEqual(['2028-01-01 2030-01-01 1407: compulsory-schooling-over → turned-20']);
});

test('whoever is away until the place ends is in the group from the day that takes effect', () => {
  const decided = absenceDecided({ validOn: '2026-12-01', decidedOn: '2026-11-20', awaySince: '2026-10-01' });
  const membership = membershipIn(...leaver, started, decided);
  expect(spellsWritten(membership).at(-1)).toBe('2026-12-01 2030-01-01 1407: interrupted → turned-20');
  expect(membership.spells.at(-1)!.openedBy).toEqual([factId(5)]);
  const goesOn = absenceDecided({ ...decided.data, outcome: 'goes-on', decidedOn: '2026-11-25' });
  expect(spellsWritten(membershipIn(...leaver, started, decided, goesOn))).toHaveLength(1);
});
