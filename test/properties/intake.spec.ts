import fc from 'fast-check';
import {
  WithdrawPersonFact, WithdrawPersonFactHandler,
} from '../../src/application/person/population-facts.js';
import { elinDocument, elinEvent, type ElinSaid } from '../support/elin-said.js';
import { utf8 } from '../support/pieces.js';
import { RunningIntake } from '../support/running-intake.js';
import { under } from '../support/test-ledger.js';

/**
 * However the same lines come, the ledger ends the same. Persons and streams have random ids, so what is
 * compared is what is recorded about whom each number leads to.
 */

/** Each run has a ledger of its own, or three. */
const RUNS = { numRuns: 40 };

const NUMBERS = ['201001012382', '201001012390', '201001022399', '20100101TF12', 'LMA12345678'];
const KINDS = [
  ['8', 'Sommarplacerad'], ['8', 'Antagen'], ['9', 'Avbrott'], ['10', 'Skolbyte'],
  ['26', 'Byte av studieväg'], ['25', 'Planerat uppehåll'], ['6', 'Flytt inom region'],
  ['400', 'Examen från BEDA'], ['500', 'Borttagen antagning'],
] as const;

const said: fc.Arbitrary<ElinSaid> = fc.record({
  number: fc.constantFrom(...NUMBERS), kind: fc.constantFrom(...KINDS),
  day: fc.integer({ min: 1, max: 9 }), hour: fc.integer({ min: 0, max: 9 }),
  unit: fc.constantFrom('10000001', '10000002'),
}).map(({ number, kind: [type, name], day, hour, unit }) => ({
  number, type, name, unit, on: `2025-08-0${day} 00:00:00`, registered: `2025-09-01 0${hour}:00:00`,
  ...(type === '6' && { movedFrom: '1407', municipality: `148${day}` }),
}));

const broken = fc.constantFrom<unknown>({}, null, 7, elinEvent({ type: '77' }), elinEvent({ number: '1' }));
const line = fc.oneof({ weight: 9, arbitrary: said.map(elinEvent) }, broken);
const lines = fc.array(line, { minLength: 1, maxLength: 40 });

const ndjson = (lines: readonly unknown[]): string => lines.map((one) => JSON.stringify(one)).join('\n');

const contents = (intake: RunningIntake): Promise<string[][]> =>
  Promise.all(NUMBERS.map((number) => intake.contents(number)));

/** What is recorded when the lines come in one file, once. */
const expected = async (events: readonly unknown[]): Promise<string[][]> => {
  const intake = new RunningIntake();
  await intake.send('elin', elinDocument(events));
  return contents(intake);
};

const check = async (
  events: readonly unknown[], deliver: (intake: RunningIntake) => Promise<void>,
): Promise<void> => {
  const intake = new RunningIntake();
  await deliver(intake);
  expect(await contents(intake)).toEqual(await expected(events));
};

test('a file that comes again changes nothing, and all of it is known', () =>
  fc.assert(fc.asyncProperty(lines, (events) => check(events, async (intake) => {
    const first = await intake.send('elin', elinDocument(events));
    const second = await intake.send('elin', elinDocument(events));
    expect(first.lines).toBe(events.length);
    expect(second).toMatchObject({ taken: 0, known: first.taken + first.known, refused: first.refused });
  })), RUNS));

/** What ends the file after the list of events may be missing: all of them are there. */
const lengthToTheLastEvent = (file: Uint8Array): number => file.lastIndexOf(']'.charCodeAt(0)) + 1;

test('nor does a file that was cut off somewhere and then comes whole', () =>
  fc.assert(fc.asyncProperty(lines, fc.nat(), (events, cut) => check(events, async (intake) => {
    const file = utf8(elinDocument(events));
    const half = await intake.send('elin', file.subarray(0, cut % lengthToTheLastEvent(file)));
    const whole = await intake.send('elin', file);
    expect(half.state).toBe('broken');
    expect(whole.known).toBeGreaterThanOrEqual(half.taken);
  })), RUNS));

test('nor do files that overlap', () =>
  fc.assert(fc.asyncProperty(lines, fc.nat(), fc.nat(), (events, a, b) => check(events, async (intake) => {
    const [from, to] = [a % events.length, b % events.length].sort((x, y) => x - y) as [number, number];
    await intake.send('elin', elinDocument(events.slice(from)));
    await intake.send('elin', elinDocument(events.slice(0, to + 1)));
  })), RUNS));

const shuffled = lines.chain((events) =>
  fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));

test('nor do lines in another order', () =>
  fc.assert(fc.asyncProperty(shuffled, ([events, order]) => check(events, async (intake) => {
    await intake.send('elin', elinDocument(order));
  })), RUNS));

test('nor do two files at once, and each line is taken once', () =>
  fc.assert(fc.asyncProperty(shuffled, ([events, order]) => check(events, async (intake) => {
    const alone = await new RunningIntake().send('elin', elinDocument(events));
    const [one, other] = await Promise.all([
      intake.send('elin', elinDocument(events)), intake.send('elin', elinDocument(order)),
    ]);
    expect(one.taken + other.taken).toBe(alone.taken);
  })), RUNS));

test('nor do two at once in different processes', () =>
  fc.assert(fc.asyncProperty(shuffled, ([events, order]) => check(events, async (intake) => {
    const other = intake.another();
    await Promise.all([
      intake.send('elin', elinDocument(events)), intake.send('elin', elinDocument(order), {}, other),
    ]);
  })), RUNS));

describe('numbers that turn out to lead to one person', () => {
  const [OLD, NEW, OTHER] = ['20100101TF12', '201001012382', '201001022399'] as const;
  const times = { validOn: '2025-09-01', reportedAt: '2025-09-02T08:00:00Z' };
  const feed = [
    { kind: 'identity-number', identityNumber: NEW, replaces: OLD, ...times },
    { kind: 'name', identityNumber: NEW, givenName: 'Alva', familyName: 'Ek', ...times },
    { kind: 'home-municipality', identityNumber: OLD, municipality: '1480', ...times },
    { kind: 'address', identityNumber: OTHER, address: { city: 'Orten' }, ...times },
  ];
  const schools = [OLD, NEW, OTHER, OLD, NEW]
    .map((number, index) => elinEvent({ number, on: `2025-08-1${index} 00:00:00` }));

  /** What first made someone known, and when two were joined, depends on what came first. */
  const lasting = async (intake: RunningIntake): Promise<string[][]> => {
    const all = await Promise.all([OLD, NEW, OTHER].map((number) => intake.contents(number)));
    return all.map((facts) => facts.map((fact) => fact.replace(/ joins$/, ''))
      .filter((fact) => /"replaces"/.test(fact) || !/PersonRegistered|IdentityNumberAdded/.test(fact)));
  };

  const shuffledBoth = fc.tuple(
    fc.shuffledSubarray(feed, { minLength: feed.length }),
    fc.shuffledSubarray(schools, { minLength: schools.length }), fc.boolean(), fc.nat(schools.length),
  );

  test('hold the same facts in any order of lines and files, and one person at the end', () =>
    fc.assert(fc.asyncProperty(shuffledBoth, async ([population, elin, isFirst, cut]) => {
      const intake = new RunningIntake();
      const register = () => intake.send('population', ndjson(population));
      await intake.send('elin', elinDocument(elin.slice(0, cut)));
      if (isFirst) await register();
      await intake.send('elin', elinDocument(elin));
      await register();
      expect((await intake.send('elin', elinDocument(elin))).taken).toBe(0);

      const person = async (number: string): Promise<string> =>
        intake.vault.canonicalPerson((await intake.vault.findPerson(number))!);
      expect(await person(OLD)).toBe(await person(NEW));
      expect(await person(OLD)).not.toBe(await person(OTHER));
      const straight = new RunningIntake();
      await straight.send('population', ndjson(feed));
      await straight.send('elin', elinDocument(schools));
      expect(await lasting(intake)).toEqual(await lasting(straight));
    }), RUNS));
});

describe('an LMA number beside a personal number', () => {
  const [ASYLUM, PERSONAL, OTHER] = ['LMA12345678', '201001012382', '201001022399'] as const;
  const schools = [
    { number: null, asylumNumber: ASYLUM, unit: '10000001' },
    { number: PERSONAL, asylumNumber: ASYLUM, unit: '10000002' },
    { number: PERSONAL, asylumNumber: ASYLUM, unit: '10000003' },
    { number: PERSONAL, unit: '10000004' },
    { number: OTHER, unit: '10000005' },
  ].map(elinEvent);
  const times = { validOn: '2025-09-01', reportedAt: '2025-09-02T08:00:00Z' };
  const replacing = { kind: 'identity-number', identityNumber: PERSONAL, replaces: ASYLUM, ...times };

  const person = async ({ vault }: RunningIntake, number: string): Promise<string> =>
    vault.canonicalPerson((await vault.findPerson(number))!);
  const unitsOf = async (intake: RunningIntake, number: string): Promise<string[]> =>
    (await intake.about(number)).flatMap((event) => (event.type === 'Enrolled' && !event.erased
      ? [(event.data as { unit: string }).unit] : [])).sort();
  const numbersOf = async (intake: RunningIntake, number: string): Promise<string[]> =>
    [...new Set((await intake.about(number)).flatMap((event) =>
      (event.type === 'IdentityNumberAdded' && !event.erased
        ? [(event.data as { number: string }).number] : [])))].sort();

  const shuffledSchools = fc.tuple(
    fc.shuffledSubarray(schools, { minLength: schools.length }), fc.nat(schools.length), fc.boolean(),
  );

  test('leads to the same person, with all places, in any order of lines and files', () =>
    fc.assert(fc.asyncProperty(shuffledSchools, async ([lines, cut, isReplaced]) => {
      const intake = new RunningIntake();
      await intake.send('elin', elinDocument(lines.slice(0, cut)));
      if (isReplaced) await intake.send('population', ndjson([replacing]));
      await intake.send('elin', elinDocument(lines));
      expect((await intake.send('elin', elinDocument(lines))).taken).toBe(0);

      expect(await person(intake, ASYLUM)).toBe(await person(intake, PERSONAL));
      expect(await person(intake, ASYLUM)).not.toBe(await person(intake, OTHER));
      expect(await unitsOf(intake, ASYLUM)).toEqual(['10000001', '10000002', '10000003', '10000004']);
      expect(await numbersOf(intake, PERSONAL)).toEqual([PERSONAL, ASYLUM]);
    }), RUNS));

  test('a join by it that was withdrawn stays withdrawn when the line comes again', async () => {
    const intake = new RunningIntake();
    for (const line of schools.slice(0, 2)) await intake.send('elin', elinDocument([line]));
    const join = (await intake.about(PERSONAL)).find((event) => 'joins' in (event as { data: object }).data)!;
    const about = await person(intake, PERSONAL);
    const report = { ...times, source: 'case-worker', withdraws: join.id } as const;
    await new WithdrawPersonFactHandler(intake.ledger)
      .execute(new WithdrawPersonFact(about, report, under('mistaken')));
    expect(await person(intake, ASYLUM)).not.toBe(about);
    await intake.send('elin', elinDocument(schools.slice(0, 2)));
    expect(await person(intake, ASYLUM)).not.toBe(about);
  });
});
