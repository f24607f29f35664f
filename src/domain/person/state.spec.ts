import {
  died, emigrated, named, numberAdded, numberDescribed, personFactWithdrawn, protectionSet,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { event } from '../shared/event.js';
import { AddressRecorded, AddressWithdrawn, type ContactEvent } from './events.js';
import { currentAddress, personState, protectedRegistrations, protectionFrom, protections } from './state.js';

describe('a name', () => {
  test('is what the population register says, whatever others said later', () => {
    const facts = asFacts([
      named({ source: 'school-system', validOn: '2026-01-01', givenName: 'Alvah' }), named(),
    ]);
    expect(personState(facts).name).toEqual({ givenName: 'Alva', familyName: 'Ek' });
  });

  test('is the last one said among equals', () => {
    const facts = asFacts([named({ validOn: '2026-01-01', familyName: 'Berg' }), named()]);
    expect(personState(facts).name).toEqual({ givenName: 'Alva', familyName: 'Berg' });
  });

  test('is unknown when all that was said is withdrawn', () => {
    const facts = asFacts([named(), personFactWithdrawn({ withdraws: factId(1) })]);
    expect(personState(facts).name).toBeUndefined();
  });
});

describe('identity numbers', () => {
  test('all stay known; one that was replaced says so', () => {
    const facts = asFacts([
      numberAdded({ number: '20100101TF01', kind: 'temporary' }),
      numberAdded({ validOn: '2025-05-01', replaces: '20100101TF01' }),
    ]);
    expect(personState(facts).numbers).toEqual([
      { value: '20100101TF01', kind: 'temporary', replaced: true },
      { value: '201001012382', kind: 'personal', replaced: false },
    ]);
  });

  test('of a coordination number: how sure it is and whether it is dormant, each as last said', () => {
    const facts = asFacts([
      numberAdded({ number: '200901872385', kind: 'coordination' }), numberAdded(),
      numberDescribed({ identityLevel: 'uncertain', dormant: false }),
      numberDescribed({ validOn: '2026-01-01', identityLevel: 'proven' }),
      numberDescribed({ validOn: '2026-02-01', dormant: true }),
    ]);
    const [coordination, personal] = personState(facts).numbers;
    expect(coordination).toMatchObject({ value: '200901872385', identityLevel: 'proven', dormant: true });
    expect(personal).toEqual({ value: '201001012382', kind: 'personal', replaced: false });
  });

  test('said twice are one', () => {
    const facts = asFacts([numberAdded(), numberAdded({ validOn: '2025-06-01' })]);
    expect(personState(facts).numbers).toHaveLength(1);
  });
});

test('nobody dies twice; who emigrated twice did so last on the last day', () => {
  const facts = asFacts([
    died({ validOn: '2026-02-01' }), died({ validOn: '2026-01-31' }),
    emigrated({ validOn: '2020-01-01' }), emigrated({ validOn: '2024-01-01' }),
  ]);
  expect(personState(facts)).toMatchObject({ diedOn: '2026-01-31', emigratedOn: '2024-01-01' });
});

describe('protection of the identity', () => {
  const periods = protections(asFacts([
    protectionSet({ validOn: '2026-01-01', protection: 'secrecy-marking' }),
    protectionSet({ validOn: '2026-03-01', protection: 'protected-registration' }),
    protectionSet({ validOn: '2026-06-01', protection: 'none' }),
  ]));

  test('holds from a day until something else is said', () => {
    expect(periods).toEqual([
      { from: '2026-01-01', to: '2026-03-01', protection: 'secrecy-marking' },
      { from: '2026-03-01', to: '2026-06-01', protection: 'protected-registration' },
    ]);
  });

  test.each([
    ['2025-12-31', 'protected-registration'], ['2026-02-15', 'protected-registration'],
    ['2026-05-31', 'protected-registration'], ['2026-06-01', 'none'],
  ])('looked at on %s heeds the strictest that holds or is to come: %s', (day, protection) => {
    expect(protectionFrom(periods, day)).toBe(protection);
  });

  test('only protected registration makes the registered municipality unsafe to go by', () => {
    expect(protectedRegistrations(periods)).toEqual([
      { from: '2026-03-01', to: '2026-06-01', protection: 'protected-registration' },
    ]);
  });

  test('said twice for a day is what was said last', () => {
    const said = protections(asFacts([
      protectionSet({ protection: 'none', reportedAt: '2026-02-01T00:00:00Z' }),
      protectionSet({ reportedAt: '2026-01-01T00:00:00Z' }),
    ]));
    expect(said).toEqual([]);
  });
});

describe('an address', () => {
  const lives = (validOn: string, city: string): ContactEvent =>
    event(AddressRecorded, { validOn, source: 'population-register', city });

  test('is the one that holds last', () => {
    expect(currentAddress(asFacts([lives('2026-01-01', 'Ale'), lives('2025-01-01', 'Lerum')])))
      .toEqual({ city: 'Ale' });
  });

  test('is the one before if that is withdrawn, and none if all are', () => {
    const withdrawn = event(AddressWithdrawn, {
      validOn: '2026-01-01', source: 'population-register', withdraws: factId(1),
    });
    expect(currentAddress(asFacts([lives('2026-01-01', 'Ale'), withdrawn, lives('2025-01-01', 'Lerum')])))
      .toEqual({ city: 'Lerum' });
    expect(currentAddress(asFacts([lives('2026-01-01', 'Ale'), withdrawn]))).toBeUndefined();
  });
});
