import { defaultKaaPolicy } from '../../domain/kaa/policy.js';
import {
  assigned, attempted, contacted, correctionAsked, disclosed, numberAdded, occupied, offered,
  registeredIn, schoolingOver,
} from '../../../test/support/events.js';
import { asRecorded } from '../../../test/support/folded.js';
import { asFacts, factId, refusalOf } from '../../../test/support/given-when-then.js';
import type { Event } from '../../domain/shared/event.js';
import type { FactTimes } from '../../domain/shared/fact-order.js';
import { youthView } from '../queries/youth-view.js';
import type { Role } from './caller.js';
import { type DisclosedYouth, discloseYouth } from './disclose-youth.js';

type FactEvent = Event<string, FactTimes>;

/** Outside since 2026-06-12, in 1480 until the move to 1481 on 2027-03-01. */
const moved = [
  numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver(),
  registeredIn({ validOn: '2027-03-01', municipality: '1481' }), contacted(),
  contacted({ municipality: '1481', validOn: '2027-04-01' }),
];

const seenBy = (organisation: string, events: readonly FactEvent[], role: Role = 'follow-up-officer') => {
  const view = youthView(asFacts(events).map(asRecorded), '2027-05-01', defaultKaaPolicy);
  return discloseYouth({ actor: 'a1', roles: [role], organisation, units: [] }, view, '2027-05-01');
};
const filesOf = ({ files }: DisclosedYouth) => files.map(({ municipality }) => municipality);

describe('a youth who moved', () => {
  test('the new municipality sees its own spell and file, and nothing of the old one\'s', () => {
    const seen = seenBy('1481', moved);
    expect(seen.spells.map(({ municipality }) => municipality)).toEqual(['1481']);
    expect(filesOf(seen)).toEqual(['1481']);
    expect(seen.responsible).toBe('1481');
  });

  test('the old one keeps reading its own, and is not told where the youth went', () => {
    const seen = seenBy('1480', moved);
    expect(seen.spells.map(({ municipality }) => municipality)).toEqual(['1480']);
    expect([filesOf(seen), seen.responsible]).toEqual([['1480'], null]);
  });

  test('what a school was asked stands in the file of whoever asked, and is not disclosed', () => {
    const asked = [correctionAsked(), correctionAsked({ municipality: '1481', asks: 'right-days' })];
    const askedIn = (organisation: string) => seenBy(organisation, [...moved, ...asked, disclosed()]).files
      .map((file) => [file.municipality, file.asked.map(({ asks }) => asks)]);
    expect(askedIn('1480')).toEqual([['1480', ['is-a-pupil-there']]]);
    expect(askedIn('1481')).toEqual([['1480', []], ['1481', ['right-days']]]);
  });

  test('what is disclosed is seen as it stood on the day, and no further', () => {
    const later = [attempted({ validOn: '2027-03-15' }), offered({ validOn: '2027-03-16' })];
    const seen = seenBy('1481', [...moved, ...later, disclosed({ validOn: '2027-03-15' })]);
    expect(filesOf(seen)).toEqual(['1480', '1481']);
    expect(seen.files[0]).toMatchObject({ disclosedUpTo: '2027-03-15', measures: [] });
    expect(seen.files[0]!.contacts).toHaveLength(1);
    expect(seen.files[0]!.attempts).toHaveLength(1);
  });

  test('what is written after it was disclosed is not, of whatever day; another disclosure opens it', () => {
    const until = disclosed({ validOn: '2027-03-15' });
    const written = [...moved, until, attempted({ validOn: '2027-03-01' })];
    expect(seenBy('1481', written).files[0]).toMatchObject({ disclosedUpTo: '2027-03-15', attempts: [] });
    const again = [...written, disclosed({ validOn: '2027-03-14' })];
    expect(seenBy('1481', again).files[0]).toMatchObject({ disclosedUpTo: '2027-03-15' });
    expect(seenBy('1481', again).files[0]!.attempts).toHaveLength(1);
  });

  test('a disclosure to one is none to another', () => {
    const refusal = refusalOf(() => seenBy('1407', [...moved, disclosed()]));
    expect(refusal.code).toBe('other-organisation');
  });

  test.each(['economist', 'registrar', 'viewer', 'analyst'] as const)('a %s sees nothing', (role) => {
    expect(refusalOf(() => seenBy('1480', moved, role)).code).toBe('role-not-permitted');
  });

  test('an auditor sees all of it', () => {
    expect(filesOf(seenBy('region', moved, 'auditor'))).toEqual(['1480', '1481']);
  });
});

test('what lies outside any spell in the municipality is recorded and told', () => {
  const early = contacted({ validOn: '2026-06-11' });
  const seen = seenBy('1480', [...moved, early]);
  expect(seen.files[0]!.outsideSpells).toEqual([factId(7)]);
});

test('what the youth will do, and who will help, tells nothing of the day it is asked about', () => {
  const ahead = [occupied({ validOn: '2027-05-02' }), assigned({ validOn: '2027-05-02' })];
  const seen = seenBy('1480', [...moved.filter(({ data }) => data.validOn < '2027'), ...ahead]);
  expect(seen.files).toMatchObject([{ status: 'follow-up', officer: undefined }]);
  expect(seen.files[0]!.occupations).toHaveLength(1);
});
