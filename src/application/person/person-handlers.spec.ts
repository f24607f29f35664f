import { failing, openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import type { Legible } from '../ledger/opened-event.js';
import { AddIdentityNumber, AddIdentityNumberHandler } from './add-identity-number.js';
import {
  RecordName, RecordNameHandler, WithdrawPersonFact, WithdrawPersonFactHandler,
} from './population-facts.js';
import { RegisterPerson, RegisterPersonHandler, type RegistrationReport } from './register-person.js';

const [FIRST, SECOND, THIRD] = ['201001012382', '201001022399', '201001032398'] as const;
const report = { validOn: '2025-01-01', source: 'population-register' as const };
const NOBODY = '00000000-0000-4000-8000-000000000000';

let made: TestLedger;
beforeEach(() => { made = openTestLedger(); });
afterEach(() => made.close());

const register = (key: string, more: Partial<RegistrationReport> = {}) =>
  new RegisterPersonHandler(made.ledger)
    .execute(new RegisterPerson({ ...report, identityNumber: FIRST, ...more }, under(key)));

const addNumber = (key: string, person: string, identityNumber: string, replaces?: string) =>
  new AddIdentityNumberHandler(made.ledger)
    .execute(new AddIdentityNumber(person, { ...report, identityNumber, replaces }, under(key)));

const withdraw = (key: string, person: string, withdraws: string) =>
  new WithdrawPersonFactHandler(made.ledger)
    .execute(new WithdrawPersonFact(person, { source: report.source, withdraws }, under(key)));

const named = { ...report, givenName: 'Alva', familyName: 'Ek' };

const recorded = async (person: string): Promise<Legible[]> => {
  const streams = await made.vault.streamsOf(person);
  const read = await Promise.all(streams.map(({ stream }) => made.ledger.read(stream)));
  return read.flat() as Legible[];
};
const typesOf = async (person: string): Promise<string[]> => (await recorded(person)).map(({ type }) => type);

describe('registering a person', () => {
  test('answers with an id that the number leads to', async () => {
    const { person, repeated } = await register('a');
    expect([await made.vault.findPerson(FIRST), repeated]).toEqual([person, false]);
    expect(await typesOf(person)).toEqual(['PersonRegistered', 'IdentityNumberAdded']);
  });

  test('reads a number with a hyphen as the same', async () => {
    const { person } = await register('a');
    const again = await register('b', { identityNumber: '20100101-2382' });
    expect([again.person, again.eventIds]).toEqual([person, []]);
  });

  test('twice at once makes one person, registered once', async () => {
    const answers = await Promise.all([register('a'), register('b'), register('c')]);
    expect(new Set(answers.map(({ person }) => person)).size).toBe(1);
    expect(await typesOf(answers[0].person)).toEqual(['PersonRegistered', 'IdentityNumberAdded']);
  });

  test('with the same key again gives the first answer', async () => {
    const { eventIds, position, person } = await register('a');
    expect(await register('a')).toMatchObject({ eventIds, position, person, repeated: true });
  });

  test('with the same key and other content is refused', async () => {
    await register('a');
    await expect(register('a', { homeMunicipality: '1407' })).rejects.toThrow('idempotency-key-reused');
  });

  test('claims no number for what is refused', async () => {
    await expect(register('a', { validOn: '2026-02-30' })).rejects.toThrow('date-impossible (validOn)');
    await expect(register('a', { identityNumber: '20100101' })).rejects.toThrow('identity-number-invalid');
    expect(await made.vault.findPerson(FIRST)).toBeUndefined();
  });

  test('interrupted after the claim and sent again registers the person that was claimed', async () => {
    const mend = failing(made.store, 'append', { effect: 'before' });
    await expect(register('a')).rejects.toThrow('ended here');
    mend();
    const claimed = await made.vault.findPerson(FIRST);
    expect((await register('a')).person).toBe(claimed);
  });
});

describe('a new number of a person', () => {
  test('leads to the person, and so does the one it replaces', async () => {
    const { person } = await register('a');
    await addNumber('b', person, SECOND, FIRST);
    const owners = await Promise.all([FIRST, SECOND].map((number) => made.vault.findPerson(number)));
    expect(owners).toEqual([person, person]);
    expect((await recorded(person)).at(-1)!.data).toMatchObject({ number: SECOND, replaces: FIRST });
  });

  test('that another person has makes the two one, and says so', async () => {
    const { person } = await register('a');
    const { person: other } = await register('b', { identityNumber: SECOND });
    await addNumber('c', person, SECOND);
    expect(await made.vault.canonicalPerson(other)).toBe(person);
    const said = (await recorded(person)).map(({ data }) => data);
    expect(said).toContainEqual(expect.objectContaining({ number: SECOND, joins: other }));
  });

  test('said again, under whatever key, is nothing new', async () => {
    const { person } = await register('a');
    await register('b', { identityNumber: SECOND });
    await addNumber('c', person, SECOND);
    const before = await typesOf(person);
    await addNumber('c', person, SECOND);
    await addNumber('d', person, SECOND);
    expect(await typesOf(person)).toEqual(before);
  });

  test.each(['c', 'd'])('interrupted before the join and sent again (key %s) joins', async (key) => {
    const { person } = await register('a');
    const { person: other } = await register('b', { identityNumber: SECOND });
    const mend = failing(made.vault, 'join', { effect: 'before' });
    await expect(addNumber('c', person, SECOND)).rejects.toThrow('ended here');
    mend();
    await addNumber(key, person, SECOND);
    expect(await made.vault.canonicalPerson(other)).toBe(person);
    expect((await typesOf(person)).filter((type) => type === 'IdentityNumberAdded')).toHaveLength(3);
  });

  test('leaves a registration that is sent again known, and answers with the one person', async () => {
    const { person } = await register('a');
    const first = await register('b', { identityNumber: SECOND });
    await addNumber('c', person, SECOND);
    expect(await register('b', { identityNumber: SECOND })).toEqual({ ...first, person, repeated: true });
  });

  test('that made two one can be withdrawn; said again as before it does not join them anew', async () => {
    const { person } = await register('a');
    const { person: other } = await register('b', { identityNumber: SECOND });
    const { eventIds: [join] } = await addNumber('c', person, SECOND);
    await withdraw('d', other, join!);
    expect(await made.vault.canonicalPerson(other)).toBe(other);
    expect((await recorded(person)).at(-1)!.data).toMatchObject({ withdraws: join, joined: other });
    await addNumber('c', person, SECOND);
    expect(await made.vault.canonicalPerson(other)).toBe(other);
    await addNumber('e', person, SECOND);
    expect(await made.vault.canonicalPerson(other)).toBe(person);
    await withdraw('f', person, join!);
    expect(await made.vault.canonicalPerson(other)).toBe(other);
  });

  test('that is the first of theirs cannot', async () => {
    const { person } = await register('a');
    const { eventIds: [added] } = await addNumber('b', person, SECOND);
    await expect(withdraw('c', person, added!)).rejects.toThrow('nothing-to-withdraw');
  });

  test('interrupted before those who were one are parted, and sent again, parts them', async () => {
    const { person } = await register('a');
    const { person: other } = await register('b', { identityNumber: SECOND });
    const { eventIds: [join] } = await addNumber('c', person, SECOND);
    const mend = failing(made.vault, 'part', { effect: 'before' });
    await expect(withdraw('d', person, join!)).rejects.toThrow('ended here');
    mend();
    await withdraw('d', person, join!);
    expect(await made.vault.canonicalPerson(other)).toBe(other);
  });

  test('crosswise at once makes one of two, not a circle', async () => {
    const { person: one } = await register('a');
    const { person: two } = await register('b', { identityNumber: SECOND });
    await Promise.all([addNumber('c', one, SECOND), addNumber('d', two, FIRST)]);
    expect(await made.vault.canonicalPerson(one)).toBe(await made.vault.canonicalPerson(two));
  });

  test('cannot replace what is not the person\'s', async () => {
    const { person } = await register('a');
    await expect(addNumber('b', person, THIRD, SECOND)).rejects.toThrow('number-of-another (replaces)');
    expect(await made.vault.findPerson(THIRD)).toBeUndefined();
  });
});

describe('a fact about a person', () => {
  const nameOf = (person: string, key = 'n') => new RecordNameHandler(made.ledger)
    .execute(new RecordName(person, named, under(key)));
  const withdraw = (person: string, withdraws: string) => new WithdrawPersonFactHandler(made.ledger)
    .execute(new WithdrawPersonFact(person, { source: 'case-worker', withdraws }, under('w')));

  test('is refused for an id that nobody has', async () => {
    await expect(nameOf(NOBODY)).rejects.toThrow('person-unknown (person)');
    await expect(withdraw(NOBODY, NOBODY)).rejects.toThrow('person-unknown (person)');
  });

  test('said of a joined id stands in the record of the one it was joined to', async () => {
    const { person, stream } = await register('a');
    const { person: other } = await register('b', { identityNumber: SECOND });
    await addNumber('c', person, SECOND);
    expect(await nameOf(other)).toMatchObject({ person, stream });
  });

  test('said before a join is withdrawn where it stands', async () => {
    const { person } = await register('a');
    const { person: other, stream } = await register('b', { identityNumber: SECOND });
    const [said] = (await nameOf(other)).eventIds;
    await addNumber('c', person, SECOND);
    expect(await withdraw(person, said!)).toMatchObject({ person, stream });
  });

  test('of somebody else cannot be withdrawn', async () => {
    const { person } = await register('a');
    const { person: other } = await register('b', { identityNumber: SECOND });
    const [said] = (await nameOf(other)).eventIds;
    await expect(withdraw(person, said!)).rejects.toThrow('nothing-to-withdraw (withdraws)');
  });
});
