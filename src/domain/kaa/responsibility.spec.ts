import {
  died, emigrated, kaaFactWithdrawn, numberAdded, protectionSet, registeredIn, responsible, schoolingOver,
  staysIn,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { membershipIn, membershipUnder, spellsWritten } from '../../../test/support/youth.js';
import type { PersonEvent } from '../person/events.js';

const leaver = [numberAdded(), registeredIn(), schoolingOver()];
const began = 'compulsory-schooling-over';

describe('moves', () => {
  test('responsibility changes on the day of the move: no day has two municipalities, or none', () => {
    const membership = membershipIn(...leaver, registeredIn({ validOn: '2027-03-01', municipality: '1480' }));
    expect(spellsWritten(membership)).toEqual([
      `2026-06-12 2027-03-01 1407: ${began} → no-longer-registered`,
      '2027-03-01 2030-01-01 1480: moved-in → turned-20',
    ]);
    expect(membership.spells[1]!.openedBy).toEqual([factId(4)]);
    expect(membership.spells[0]!.closedBy).toEqual([factId(4)]);
  });

  test('a move reported late and back-dated gives the days to whom they belonged', () => {
    const backDated = registeredIn({
      validOn: '2026-09-01', municipality: '1480', reportedAt: '2027-05-01T08:00:00Z',
    });
    expect(spellsWritten(membershipIn(...leaver, backDated))).toEqual([
      `2026-06-12 2026-09-01 1407: ${began} → no-longer-registered`,
      '2026-09-01 2030-01-01 1480: moved-in → turned-20',
    ]);
  });

  test('registered anew in the same municipality is the same spell', () => {
    expect(membershipIn(...leaver, registeredIn({ validOn: '2027-03-01' })).spells).toHaveLength(1);
  });

  test('whoever stays without being registered belongs where they stay', () => {
    expect(spellsWritten(membershipIn(numberAdded(), staysIn(), schoolingOver())))
      .toEqual([`2026-06-12 2030-01-01 1480: ${began} → turned-20`]);
  });
});

describe('a code that is no municipality\'s', () => {
  const told = (...events: readonly PersonEvent[]) =>
    membershipUnder({ isMunicipality: (code) => code !== '9900' }, numberAdded(), ...events, schoolingOver());
  const nowhere = registeredIn({ validOn: '2027-03-01', municipality: '9900' });

  test('is responsible for nobody: the spell ends on the day, by what says so', () => {
    const membership = told(registeredIn(), nowhere);
    expect(spellsWritten(membership))
      .toEqual([`2026-06-12 2027-03-01 1407: ${began} → no-longer-registered`]);
    expect(membership.spells[0]!.closedBy).toEqual([factId(3)]);
    expect(membership.responsible.map(({ municipality }) => municipality)).toEqual(['1407']);
  });

  test('had nobody before either, whom a move tells to come from it', () => {
    const arrived = registeredIn({ validOn: '2027-03-01', municipality: '1480', movedFrom: '9900' });
    expect(spellsWritten(told(arrived))).toEqual(['2027-03-01 2030-01-01 1480: moved-in → turned-20']);
    expect(spellsWritten(told(staysIn(), arrived)))
      .toEqual([`2026-06-12 2030-01-01 1480: ${began} → turned-20`]);
  });

  test('is as good as none: where somebody stays counts, if said of a later day', () => {
    expect(spellsWritten(told(nowhere, staysIn({ validOn: '2027-06-01', municipality: '1481' }))))
      .toEqual(['2027-06-01 2030-01-01 1481: moved-in → turned-20']);
    expect(spellsWritten(told(staysIn({ validOn: '2026-01-01' }), nowhere)))
      .toEqual([`2026-06-12 2027-03-01 1480: ${began} → no-longer-registered`]);
  });
});

describe('death and emigration', () => {
  test('death ends it on its day, for good', () => {
    const after = registeredIn({ validOn: '2027-05-01', municipality: '1480' });
    const membership = membershipIn(...leaver, died({ validOn: '2027-04-05' }), after);
    expect(spellsWritten(membership)).toEqual([`2026-06-12 2027-04-05 1407: ${began} → died`]);
    expect(membership.spells[0]!.closedBy).toEqual([factId(4)]);
  });

  test('emigration ends it on its day, until registered again', () => {
    const back = registeredIn({ validOn: '2028-05-01' });
    expect(spellsWritten(membershipIn(...leaver, emigrated({ validOn: '2027-04-05' }), back))).toEqual([
      `2026-06-12 2027-04-05 1407: ${began} → emigrated`, '2028-05-01 2030-01-01 1407: moved-in → turned-20',
    ]);
  });
});

describe('protected registration', () => {
  const hidden = protectionSet({ validOn: '2026-09-01' });

  test('nobody is responsible until a municipality confirms that it is', () => {
    expect(spellsWritten(membershipIn(...leaver, hidden)))
      .toEqual([`2026-06-12 2026-09-01 1407: ${began} → no-longer-registered`]);
  });

  test('the confirmed one is, whatever the register or a stay says, before or after', () => {
    const others = [
      registeredIn({ validOn: '2027-01-01', municipality: '1481' }),
      staysIn({ validOn: '2027-02-01', municipality: '1482' }),
    ];
    const membership = membershipIn(...leaver, hidden, responsible({ validOn: '2026-10-01' }), ...others);
    expect(spellsWritten(membership)).toEqual([
      `2026-06-12 2026-09-01 1407: ${began} → no-longer-registered`,
      '2026-10-01 2030-01-01 1480: moved-in → turned-20',
    ]);
    expect(membership.spells[1]!.openedBy).toEqual([factId(5)]);
  });

  test('until another confirms, or the day it says, or the protection is over', () => {
    const other = responsible({ validOn: '2027-01-01', municipality: '1482', until: '2027-03-01' });
    const over = protectionSet({ validOn: '2027-06-01', protection: 'none' });
    const confirmed = [responsible({ validOn: '2026-08-01' }), other];
    expect(spellsWritten(membershipIn(...leaver, hidden, ...confirmed, over)).slice(1)).toEqual([
      '2026-09-01 2027-01-01 1480: moved-in → no-longer-registered',
      '2027-01-01 2027-03-01 1482: moved-in → no-longer-registered',
      '2027-06-01 2030-01-01 1407: moved-in → turned-20',
    ]);
  });

  test('until somebody leaves the country: coming back, they are confirmed anew', () => {
    const away = [emigrated({ validOn: '2027-01-01' }), registeredIn({ validOn: '2027-09-01' })];
    const membership = membershipIn(...leaver, hidden, responsible({ validOn: '2026-10-01' }), ...away);
    expect(membership.spells.at(-1)).toMatchObject({ to: '2027-01-01', ended: 'emigrated' });
  });

  test('not when the confirmation is withdrawn, and never for somebody who is not protected', () => {
    const withdrawn = kaaFactWithdrawn({ withdraws: factId(5) });
    expect(membershipIn(...leaver, hidden, responsible(), withdrawn).spells).toHaveLength(1);
    expect(membershipIn(...leaver, responsible()).spells.map(({ municipality }) => municipality))
      .toEqual(['1407']);
  });

  test('a secrecy marking changes nothing: the register is right', () => {
    const marked = protectionSet({ validOn: '2026-09-01', protection: 'secrecy-marking' });
    expect(membershipIn(...leaver, marked).spells).toHaveLength(1);
  });
});
