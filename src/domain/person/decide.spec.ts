import {
  emigrated, named, numberAdded, numberDescribed, personFactWithdrawn, personRegistered, registeredIn,
} from '../../../test/support/events.js';
import { factId, given } from '../../../test/support/given-when-then.js';
import { identityNumber } from '../shared/identity-number.js';
import {
  addIdentityNumber, describeCoordinationNumber, recordAddress, recordEmigration, recordName,
  registerHomeMunicipality, registerPerson, setProtection, withdrawAddress, withdrawPersonFact,
  withdrawProtection,
} from './decide.js';
import { AddressRecorded, AddressWithdrawn, ProtectionSet } from './events.js';
import { event } from '../shared/event.js';

const number = identityNumber('201001012382');
const source = 'population-register' as const;
const report = { validOn: '2025-01-01', source };

describe('registering a person', () => {
  test('says who they are, by which number, and what else is known', () => {
    given()
      .when(registerPerson, {
        ...report, number, name: { givenName: 'Alva', familyName: 'Ek' }, homeMunicipality: '1407',
      })
      .then(personRegistered(), numberAdded(), named(), registeredIn({ validOn: '2025-01-01' }));
  });

  test('happens once, on whatever day it is said again', () => {
    given(personRegistered(), numberAdded())
      .when(registerPerson, { ...report, validOn: '2025-06-01', number })
      .thenNothing();
  });

  test('adds to a known person what is new', () => {
    given(personRegistered(), numberAdded())
      .when(registerPerson, { ...report, number, homeMunicipality: '1407' })
      .then(registeredIn({ validOn: '2025-01-01' }));
  });
});

describe('adding an identity number', () => {
  const personal = identityNumber('201001022399');

  test('says which number it replaces, and which other person it joins', () => {
    given(numberAdded())
      .when(addIdentityNumber, { ...report, number: personal, replaces: number.value, joins: factId(9) })
      .then(numberAdded({ number: personal.value, replaces: number.value, joins: factId(9) }));
  });

  test('that the person is known by is nothing new', () => {
    given(numberAdded()).when(addIdentityNumber, { ...report, number }).thenNothing();
  });

  test('says what is new about a known number', () => {
    given(numberAdded())
      .when(addIdentityNumber, { ...report, number, joins: factId(9) })
      .then(numberAdded({ joins: factId(9) }));
    given(numberAdded())
      .when(addIdentityNumber, { ...report, number, replaces: personal.value })
      .then(numberAdded({ replaces: personal.value }));
  });
});

describe('facts about a person', () => {
  test('contradict each other freely: what was reported is recorded', () => {
    given(registeredIn({ municipality: '1407' }))
      .when(registerHomeMunicipality, { ...report, validOn: '2010-01-01', municipality: '1481' })
      .then(registeredIn({ municipality: '1481' }));
  });

  test('said twice are one', () => {
    given(emigrated()).when(recordEmigration, emigrated().data).thenNothing();
  });

  test('can be withdrawn, from their own day on', () => {
    given(named({ validOn: '2024-05-01' }))
      .when(withdrawPersonFact, { withdraws: factId(1), source, reason: 'registered-by-mistake' })
      .then(personFactWithdrawn({
        validOn: '2024-05-01', withdraws: factId(1), reason: 'registered-by-mistake',
      }));
  });

  test('that are withdrawn stay so', () => {
    given(named(), personFactWithdrawn({ withdraws: factId(1) }))
      .when(withdrawPersonFact, { withdraws: factId(1), source })
      .thenNothing();
  });

  test('said again after they were withdrawn hold again', () => {
    given(named(), personFactWithdrawn({ withdraws: factId(1) }))
      .when(recordName, named().data)
      .then(personFactWithdrawn({ withdraws: factId(2) }));
  });

  test('can be withdrawn once more after they held again', () => {
    given(
      named(), personFactWithdrawn({ withdraws: factId(1) }), personFactWithdrawn({ withdraws: factId(2) }),
    ).when(withdrawPersonFact, { withdraws: factId(1), source })
      .then(personFactWithdrawn({ withdraws: factId(1) }));
  });

  test('are not withdrawn through what made them hold again', () => {
    given(
      named(), personFactWithdrawn({ withdraws: factId(1) }), personFactWithdrawn({ withdraws: factId(2) }),
    ).when(withdrawPersonFact, { withdraws: factId(3), source })
      .thenRefused('nothing-to-withdraw', 'withdraws');
  });

  test('that are not in the record cannot be withdrawn', () => {
    given(named())
      .when(withdrawPersonFact, { withdraws: factId(7), source })
      .thenRefused('nothing-to-withdraw', 'withdraws');
  });

  test.each([1, 2])('do not unmake a person: neither the registration nor a number goes (fact %i)', (nth) => {
    given(personRegistered(), numberAdded())
      .when(withdrawPersonFact, { withdraws: factId(nth), source })
      .thenRefused('nothing-to-withdraw', 'withdraws', /stays: add the right number, and say which/);
  });
});

describe('what cannot be is refused, by its field', () => {
  test('a day that does not exist', () => {
    given().when(recordEmigration, { ...report, validOn: '2026-02-30' })
      .thenRefused('date-impossible', 'validOn');
  });

  test('a day in the next century', () => {
    given().when(recordEmigration, { ...report, validOn: '2205-08-18' })
      .thenRefused('date-out-of-range', 'validOn');
    given().when(recordEmigration, { ...report, reportedAt: '2206-02-10T07:30:00Z' })
      .thenRefused('date-out-of-range', 'reportedAt');
  });

  test('an hour that does not exist', () => {
    given().when(recordEmigration, { ...report, reportedAt: '2026-02-03T25:00:00Z' })
      .thenRefused('instant-impossible', 'reportedAt');
  });

  test('a code of the wrong length', () => {
    given().when(registerHomeMunicipality, { ...report, municipality: '14800' })
      .thenRefused('field-malformed', 'municipality');
  });

  test('a control character in a name', () => {
    given().when(recordName, { ...report, givenName: 'Al\u0000va', familyName: 'Ek' })
      .thenRefused('field-malformed', 'givenName');
  });

  test('a field that this kind of fact does not have; its name is not repeated', () => {
    given().when(recordEmigration, { ...report, 'to Alva Ek': 'Oslo' } as never)
      .thenRefused('field-unknown');
  });
});

test('addresses and protection are recorded and withdrawn like all else', () => {
  const lives = event(AddressRecorded, { ...report, city: 'Kungshavn' });
  const gone = event(AddressWithdrawn, { ...report, withdraws: factId(1) });
  given(lives).when(recordAddress, lives.data).thenNothing();
  given(lives).when(withdrawAddress, { withdraws: factId(1), source }).then(gone);

  const marked = event(ProtectionSet, { ...report, protection: 'secrecy-marking' });
  given(marked).when(setProtection, { ...marked.data, protection: 'none' })
    .then(event(ProtectionSet, { ...report, protection: 'none' }));
  given(marked).when(withdrawProtection, { withdraws: factId(2), source })
    .thenRefused('nothing-to-withdraw', 'withdraws');
});

describe('what the register says of a coordination number', () => {
  const described = numberDescribed({ identityLevel: 'proven', dormant: false });

  test('is a fact like others, said once and withdrawn', () => {
    given().when(describeCoordinationNumber, described.data).then(described);
    given(described).when(describeCoordinationNumber, described.data).thenNothing();
    const { validOn } = described.data;
    given(described).when(withdrawPersonFact, { withdraws: factId(1), source })
      .then(personFactWithdrawn({ validOn, withdraws: factId(1) }));
  });

  test('is of a coordination number, and says something', () => {
    given().when(describeCoordinationNumber, { ...described.data, number: '201001012382' })
      .thenRefused('number-not-coordination', 'identityNumber');
    const { identityLevel: _level, dormant: _dormant, ...nothing } = described.data;
    given().when(describeCoordinationNumber, nothing).thenRefused('nothing-described', 'identityLevel');
  });
});
