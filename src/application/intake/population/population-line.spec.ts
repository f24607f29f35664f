import { readAll, utf8 } from '../../../../test/support/pieces.js';
import { RunningIntake } from '../../../../test/support/running-intake.js';
import type { Refusal } from '../../../domain/shared/refusal.js';
import { Unreadable } from '../reading/read-line.js';
import type { PersonLine } from '../statement.js';
import { populationLine } from './population-line.js';
import { populationReader } from './population-reader.js';

const NUMBER = '201001012382';
const TEMPORARY = '20100101TF12';
const times = { validOn: '2026-02-10', reportedAt: '2026-02-12T07:30:00Z' };
const common = { identityNumber: NUMBER, ...times };
const said = { ...times, source: 'population-register' };

const line = (fields: object): PersonLine => populationLine({ ...common, ...fields }) as PersonLine;
const facts = (fields: object) =>
  line(fields).statements.map(({ event: { type, data } }) => [type, data]);

describe('each kind of line becomes its facts', () => {
  test.each<[object, string, object]>([
    [{ kind: 'home-municipality', municipality: '1481', movedFrom: '1407', outOfRegion: false },
      'HomeMunicipalityRegistered', { municipality: '1481', movedFrom: '1407', outOfRegion: false }],
    [{ kind: 'stay-municipality', municipality: '1480' },
      'StayMunicipalityReported', { municipality: '1480' }],
    [{ kind: 'protection', protection: 'secrecy-marking' },
      'ProtectionSet', { protection: 'secrecy-marking' }],
    [{ kind: 'name', givenName: 'Alva', familyName: 'Ek' },
      'NameRecorded', { givenName: 'Alva', familyName: 'Ek' }],
    [{ kind: 'address', address: { city: 'Orten' } }, 'AddressRecorded', { city: 'Orten' }],
    [{ kind: 'coordination-number', identityNumber: '200901872385', identityLevel: 'probable' },
      'CoordinationNumberDescribed', { number: '200901872385', identityLevel: 'probable' }],
    [{ kind: 'coordination-number', identityNumber: '200901872385', dormant: true },
      'CoordinationNumberDescribed', { number: '200901872385', dormant: true }],
    [{ kind: 'died' }, 'Died', {}],
    [{ kind: 'emigrated' }, 'Emigrated', {}],
    [{ kind: 'compulsory-schooling-completed' }, 'CompulsorySchoolingCompleted', {}],
  ])('%p', (fields, type, data) => {
    expect(facts(fields)).toEqual([[type, { ...said, ...data }]]);
  });

  test('registered: as many facts as the line has parts', () => {
    const whole = {
      kind: 'registered', givenName: 'Alva', familyName: 'Ek', municipality: '1480',
      address: { street: 'Påhittade gatan 1', postalCode: '40000', city: 'Orten' }, protection: 'none',
    };
    expect(facts(whole).map(([type]) => type))
      .toEqual(['NameRecorded', 'HomeMunicipalityRegistered', 'AddressRecorded', 'ProtectionSet']);
    expect(facts({ kind: 'registered' })).toEqual([]);
  });

  test('identity-number: the new one, in the records of whom the old one leads to', () => {
    const link = line({ kind: 'identity-number', replaces: TEMPORARY });
    expect(link).toMatchObject({ about: { value: NUMBER }, replaces: { value: TEMPORARY } });
    expect(link.statements.map(({ event }) => event)).toEqual([{
      type: 'IdentityNumberAdded',
      data: { ...said, number: NUMBER, kind: 'personal', replaces: TEMPORARY },
    }]);
  });
});

describe('refused', () => {
  const name = { kind: 'name', givenName: 'Alva', familyName: 'Ek' };
  test.each<[object, string, string | undefined]>([
    [{}, 'field-missing', 'kind'],
    [{ kind: 'moved' }, 'kind-unknown', 'kind'],
    [{ kind: 'toString' }, 'kind-unknown', 'kind'],
    [{ ...name, identityNumber: undefined }, 'field-missing', 'identityNumber'],
    [{ ...name, identityNumber: `20100101${'2383'}` }, 'identity-number-invalid', 'identityNumber'],
    [{ ...name, validOn: '2026-02-30' }, 'date-impossible', 'validOn'],
    [{ ...name, validOn: '2206-02-10' }, 'date-out-of-range', 'validOn'],
    [{ ...name, reportedAt: undefined }, 'field-missing', 'reportedAt'],
    [{ ...name, reportedAt: '2026-02-30T07:30:00Z' }, 'instant-impossible', 'reportedAt'],
    [{ ...name, reportedAt: '2026-02-30T07:30:00+02:00' }, 'instant-impossible', 'reportedAt'],
    [{ ...name, reportedAt: '2026-02-10T07:30:00+25:00' }, 'instant-impossible', 'reportedAt'],
    [{ ...name, reportedAt: 'igår' }, 'instant-impossible', 'reportedAt'],
    [{ ...name, familyName: '' }, 'field-missing', 'familyName'],
    [{ ...name, municipality: '1480' }, 'field-unknown', undefined],
    [{ kind: 'home-municipality', municipality: '480' }, 'field-malformed', 'municipality'],
    [{ kind: 'home-municipality', municipality: '1480', outOfRegion: 'no' },
      'field-malformed', 'outOfRegion'],
    [{ kind: 'protection', protection: 'hidden' }, 'field-malformed', 'protection'],
    [{ kind: 'address', address: {} }, 'field-missing', 'address'],
    [{ kind: 'address', address: { city: 'O'.repeat(101) } }, 'field-malformed', 'address.city'],
    [{ kind: 'address', address: { street: 'Gatan\n1' } }, 'field-malformed', 'address.street'],
    [{ kind: 'name', givenName: 'Al\u0092va', familyName: 'Ek' }, 'field-malformed', 'givenName'],
    [{ kind: 'identity-number' }, 'field-missing', 'replaces'],
    [{ kind: 'identity-number', replaces: NUMBER }, 'field-malformed', 'replaces'],
    [{ kind: 'withdrawn', withdraws: 'identity-number' }, 'kind-unknown', 'withdraws'],
    [{ kind: 'withdrawn', withdraws: 'died' }, 'field-missing', 'withdrawsReportedAt'],
  ])('%p: %s', (fields, code, field) => {
    let refusal: Partial<Refusal> = {};
    try {
      line(fields);
    } catch (error) {
      refusal = error as Refusal;
    }
    expect({ code: refusal.code, field: refusal.field }).toEqual({ code, field });
  });
});

test.each([
  ['2026-07-01T00:30:00+02:00', '2026-06-30T22:30:00Z'],
  ['2025-12-31T21:30:00-03:30', '2026-01-01T01:00:00Z'],
  ['2026-07-01T00:30:00.250+02:00', '2026-06-30T22:30:00.250Z'],
])('a time with its offset is that instant, in UTC: %s', (reportedAt, inUtc) => {
  expect(facts({ kind: 'died', reportedAt })[0]![1]).toMatchObject({ reportedAt: inUtc });
});

test('a time without Z is local time in Sweden', () => {
  expect(facts({ kind: 'died', reportedAt: '2026-07-01 00:30:00' })[0]![1])
    .toMatchObject({ reportedAt: '2026-06-30T22:30:00Z' });
});

test('a fact is the same in a registered line, and another if anything about it differs', () => {
  const identity = (fields: object): string => line(fields).statements[0]!.identity;
  const home = identity({ kind: 'home-municipality', municipality: '1480' });
  expect(identity({ kind: 'registered', municipality: '1480' })).toBe(home);
  expect(identity({ kind: 'home-municipality', municipality: '1481' })).not.toBe(home);
  expect(identity({ kind: 'home-municipality', municipality: '1480', reportedAt: '2026-02-13T07:30:00Z' }))
    .not.toBe(home);
});

describe('the feed is read', () => {
  const rows = [
    { kind: 'name', ...common, givenName: 'Alva', familyName: 'Ek' },
    { kind: 'address', ...common, address: { street: 'Gatan 1', city: 'Orten' } },
  ];
  const csv = `kind;identityNumber;validOn;reportedAt;givenName;familyName;address.street;address.city
name;${NUMBER};2026-02-10;2026-02-12T07:30:00Z;Alva;Ek;;
address;${NUMBER};2026-02-10;2026-02-12T07:30:00Z;;;Gatan 1;Orten
`;
  test.each([
    ['as NDJSON', rows.map((row) => JSON.stringify(row)).join('\n')],
    ['as CSV', csv],
    ['as CSV with a byte order mark and carriage returns', `\ufeff${csv.replaceAll('\n', '\r\n')}`],
  ])('%s', (_, text) => {
    const { lines, problem } = readAll(populationReader(), [utf8(text)]);
    expect(problem).toBeUndefined();
    expect(lines.map((read) => ('value' in read ? read.value : read))).toEqual(rows);
  });

  test.each([
    ['an unknown column', 'kind,identityNumber,validOn,reportedAt,shoeSize\n', 'column-unknown'],
    ['a missing column', 'kind,identityNumber,validOn\n', 'column-missing'],
    ['rows without a header', `name,${NUMBER},2026-02-10,2026-02-12T07:30:00Z\n`, 'column-missing'],
  ])('but not with %s, and nothing of it is repeated', (_, text, code) => {
    const reading = () => readAll(populationReader(), [utf8(text)]);
    expect(reading).toThrow(Unreadable);
    expect(reading).toThrow(code);
    expect(reading).not.toThrow(NUMBER);
  });
});

describe('in the ledger', () => {
  const send = (intake: RunningIntake, ...rows: object[]) =>
    intake.send('population', rows.map((row) => JSON.stringify({ ...common, ...row })).join('\n'));

  test('a number that replaces one of another known person joins the two', async () => {
    const intake = new RunningIntake();
    await send(intake, { kind: 'died', identityNumber: TEMPORARY }, { kind: 'emigrated' });
    const [old, other] = [await intake.vault.findPerson(TEMPORARY), await intake.vault.findPerson(NUMBER)];
    await send(intake, { kind: 'identity-number', replaces: TEMPORARY });
    const joins = (await intake.about(NUMBER)).flatMap((event) => (event.erased ? [] : [event.data]))
      .flatMap((data) => (data as { joins?: string }).joins ?? []);
    expect(joins).toEqual([other]);
    expect(await intake.vault.canonicalPerson(other!)).toBe(old);
  });

  test('someone first met through both numbers goes by both', async () => {
    const intake = new RunningIntake();
    await send(intake, { kind: 'emigrated' }, { kind: 'identity-number', replaces: TEMPORARY });
    const numbers = (await intake.about(NUMBER)).flatMap((event) => (event.erased ? [] : [event.data]))
      .flatMap((data) => (data as { number?: string }).number ?? []);
    expect(numbers).toEqual([TEMPORARY, NUMBER]);
  });

  test('a join that a crash left undone is done when the line comes again', async () => {
    const intake = new RunningIntake();
    await send(intake, { kind: 'died' }, { kind: 'died', identityNumber: TEMPORARY });
    const join = intake.vault.join.bind(intake.vault);
    intake.vault.join = () => Promise.reject(new Error('The process ended here'));
    const link = { kind: 'identity-number', replaces: TEMPORARY };
    await expect(send(intake, link)).rejects.toThrow('ended here');
    intake.vault.join = join;
    expect(await send(intake, link)).toMatchObject({ taken: 0, known: 1 });
    const ids = await Promise.all([NUMBER, TEMPORARY].map((one) => intake.vault.findPerson(one)));
    const canonical = await Promise.all(ids.map((id) => intake.vault.canonicalPerson(id!)));
    expect(canonical[0]).toBe(canonical[1]);
  });

  test('a withdrawn line leads to what it withdraws, in whatever order they come', async () => {
    const home = { kind: 'registered', municipality: '1480', address: { city: 'Orten' } };
    const withdrawn = {
      ...home, kind: 'withdrawn', withdraws: 'registered', withdrawsReportedAt: times.reportedAt,
      reportedAt: '2026-03-01T07:30:00Z',
    };
    const [straight, reversed] = [new RunningIntake(), new RunningIntake()];
    await send(straight, home);
    await send(straight, withdrawn);
    await send(reversed, withdrawn);
    await send(reversed, home);
    const contents = await straight.contents(NUMBER);
    expect(contents.filter((fact) => /Withdrawn/.test(fact))).toEqual([
      expect.stringContaining('contact AddressRecorded'),
      expect.stringContaining('person HomeMunicipalityRegistered'),
    ]);
    expect(await reversed.contents(NUMBER)).toEqual(contents);
  });

  test('a registration without anything else makes the person known', async () => {
    const intake = new RunningIntake();
    expect(await send(intake, { kind: 'registered' })).toMatchObject({ taken: 1 });
    expect(await send(intake, { kind: 'registered' })).toMatchObject({ known: 1 });
  });
});
