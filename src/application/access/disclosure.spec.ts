import type { PersonView } from '../queries/person-view.js';
import type { TrailEntry } from '../queries/trail.js';
import type { Caller, Role } from './caller.js';
import { discloseEntry, disclosePerson, ownersOf } from './disclosure.js';

const caller = (role: Role): Caller =>
  ({ actor: 'a1', roles: [role], organisation: '1480', units: ['11111111'] });

const stay = (unit: string) => ({
  unit, from: '2025-08-18', to: '9999-12-31', began: 'enrolment', spans: [], breaks: [], provisional: [],
  starts: [],
} as const);

const contactBy = (municipality: string) => ({
  type: 'ContactAttempted',
  data: { validOn: '2026-01-12', source: 'case-worker', municipality, channel: 'phone' },
}) as const;

const view: PersonView = {
  name: { givenName: 'Ada', familyName: 'Björk' },
  numbers: [{ value: '201001012382', kind: 'personal', replaced: false }],
  diedOn: undefined, emigratedOn: undefined, compulsorySchoolingCompletedOn: undefined,
  protection: 'none', address: { street: 'Storgatan 1' },
  municipalities: [
    { municipality: '1481', from: '2010-01-01', to: '2025-12-01', basis: 'registered' },
    { municipality: '1480', from: '2025-12-01', to: '9999-12-31', basis: 'registered' },
  ],
  stays: [stay('11111111'), stay('22222222')],
  lapsed: [], noShows: [], anomalies: [], waiting: [], decisions: [], beside: [],
  claimedTwice: [{ from: '2025-08-18', to: '9999-12-31' }],
  documents: [{
    validOn: '2026-06-10', source: 'school-system', unit: '11111111', document: 'examensbevis',
    observed: { givenName: 'Ada' },
  }],
  contacts: [contactBy('1480'), contactBy('1481')], erased: [],
};
const hidden: PersonView = { ...view, protection: 'secrecy-marking' };
const canary = /Ada|Björk|201001012382|Storgatan/;

describe('a person', () => {
  test('belongs to the municipality of today, not to one they moved out of', () => {
    expect(ownersOf(view, '2026-03-16').organisations).toEqual(['1480']);
    expect(ownersOf(view, '2025-11-30').organisations).toEqual(['1481', '1480']);
  });

  test('an economist sees who and where, but no contact with the youth', () => {
    expect(disclosePerson(caller('economist'), view)).toMatchObject({
      name: view.name, contacts: [], claimedTwice: view.claimedTwice, withheld: ['contact', 'kaa'],
    });
  });

  test('a follow-up officer sees the contacts of the own municipality, and the address', () => {
    expect(disclosePerson(caller('follow-up-officer'), view)).toMatchObject({
      contacts: [contactBy('1480')], address: view.address, withheld: ['kaa-of-others'],
    });
  });

  test.each(['registrar', 'follow-up-officer', 'economist', 'viewer', 'analyst'] as const)(
    'a %s cannot tell from what is withheld whether somebody has a KAA file, or had one', (role) => {
      const none = disclosePerson(caller(role), { ...view, contacts: [] });
      const others = { ...view, contacts: [contactBy('1481')], erased: ['kaa' as const] };
      expect(disclosePerson(caller(role), others)).toEqual(none);
    },
  );

  test('a registrar cannot tell whether there was another school', () => {
    const alone = disclosePerson(caller('registrar'), {
      ...view, stays: view.stays.slice(0, 1), claimedTwice: [],
    });
    expect(disclosePerson(caller('registrar'), view)).toEqual(alone);
  });

  test('who sees a category is told that some of it is erased', () => {
    expect(disclosePerson(caller('auditor'), { ...view, erased: ['kaa', 'schooling'] }).erased)
      .toEqual(['kaa', 'schooling']);
    expect(disclosePerson(caller('economist'), { ...view, erased: ['kaa', 'schooling'] }).erased)
      .toEqual(['schooling']);
  });

  test('a registrar sees stays at own units only', () => {
    const seen = disclosePerson(caller('registrar'), view);
    expect(seen.stays.map(({ unit }) => unit)).toEqual(['11111111']);
    expect(seen.withheld).toContain('stays-at-other-units');
  });

  test('an analyst sees a course of events without a name', () => {
    const seen = disclosePerson(caller('analyst'), view);
    expect(seen.stays).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toMatch(canary);
  });

  test('an auditor sees everything', () => {
    expect(disclosePerson(caller('auditor'), hidden)).toMatchObject({ name: view.name, withheld: [] });
  });

  test.each(['registrar', 'follow-up-officer', 'economist', 'viewer'] as const)(
    'who is protected has no name before a %s', (role) => {
      const seen = disclosePerson(caller(role), hidden);
      expect(JSON.stringify(seen)).not.toMatch(canary);
      expect(seen).not.toHaveProperty('municipalities');
      expect(seen.withheld).toEqual(expect.arrayContaining(['identity', 'contact']));
    },
  );
});

describe('a fact in the trail', () => {
  const entry = (category: TrailEntry['category'], data: unknown): TrailEntry => ({
    position: '1', id: 'e1', stream: `${category}-1`, revision: 0, category, type: 'X', summary: '',
    commandId: 'c', recordedAt: '2026-03-16T08:00:00.000Z', actor: 'a1', organisation: '1480',
    erased: data === undefined, data,
  });
  const enrolled = entry('schooling', { unit: '11111111', observed: { givenName: 'Ada' } });

  test('is whole for those who may see names', () => {
    expect(discloseEntry(caller('registrar'), enrolled, false)).toEqual(enrolled);
  });

  test('of a protected person loses what the school said in passing, and their own facts go', () => {
    expect(discloseEntry(caller('registrar'), enrolled, true)?.data).toEqual({ unit: '11111111' });
    expect(discloseEntry(caller('registrar'), entry('person', { givenName: 'Ada' }), true)).toBeUndefined();
  });

  test('of another unit is not a registrar\'s, whichever way the pupil went', () => {
    const into = entry('schooling', { unit: '22222222', fromUnit: '11111111' });
    expect(discloseEntry(caller('registrar'), into, false)).toEqual(into);
    expect(discloseEntry(caller('registrar'), entry('schooling', { unit: '3' }), false)).toBeUndefined();
  });

  test('of KAA is seen by the own municipality\'s officers only', () => {
    const contact = entry('kaa', contactBy('1481').data);
    expect(discloseEntry(caller('follow-up-officer'), contact, false)).toBeUndefined();
    expect(discloseEntry(caller('economist'), contact, false)).toBeUndefined();
    expect(discloseEntry(caller('auditor'), contact, false)).toEqual(contact);
  });

  describe('that asks a school', () => {
    const said = { unit: '11111111', municipality: '1481', asks: 'right-days' };
    const asks = { ...entry('attendance', said), type: 'CorrectionAsked', organisation: '1481' };
    const officer = { ...caller('follow-up-officer'), organisation: '1481' };

    test('tells the school the municipality and not who asked, and nothing of who is protected', () => {
      expect(discloseEntry(caller('registrar'), asks, false)).toEqual({ ...asks, actor: '1481' });
      expect(discloseEntry(caller('registrar'), asks, true)).toBeUndefined();
      const answers = { ...asks, type: 'CorrectionAnswered' };
      expect(discloseEntry(caller('registrar'), answers, false)).toEqual(answers);
      expect(discloseEntry(caller('registrar'), answers, true)).toBeUndefined();
    });

    test('is whole for the officers of the municipality, and for no other nor an economist', () => {
      for (const isProtected of [false, true]) {
        expect(discloseEntry(officer, asks, isProtected)).toEqual(asks);
        expect(discloseEntry(caller('auditor'), asks, isProtected)).toEqual(asks);
        expect(discloseEntry(caller('follow-up-officer'), asks, isProtected)).toBeUndefined();
        expect(discloseEntry({ ...officer, roles: ['economist'] }, asks, isProtected)).toBeUndefined();
      }
    });
  });

  test('that is erased says nothing of whose it was, and so is seen by those who see all', () => {
    const erased = entry('kaa', undefined);
    expect(discloseEntry(caller('follow-up-officer'), erased, false)).toBeUndefined();
    expect(discloseEntry(caller('auditor'), erased, false)).toEqual(erased);
  });
});
