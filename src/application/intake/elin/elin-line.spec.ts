import { elinEvent, type ElinSaid, withField } from '../../../../test/support/elin-said.js';
import type { Refusal } from '../../../domain/shared/refusal.js';
import type { PersonLine } from '../statement.js';
import { elinLine } from './elin-line.js';
import { elinEventTypes } from './event-types.js';

const line = (event: unknown): PersonLine => elinLine(event) as PersonLine;
const facts = (said: ElinSaid) => line(elinEvent(said)).statements.map(({ event }) => event);

const times = { validOn: '2025-08-18', reportedAt: '2025-08-20T08:11:12Z', source: 'school-system' };
const name = { givenName: 'Alva', familyName: 'Ek' };
const atUnit = { ...times, unit: '10000001', observed: { ...name, homeMunicipality: '1480' } };
const onPath = { ...atUnit, studyPath: 'NANAT', schoolYear: '1' };
const address = {
  type: 'AddressRecorded',
  data: { ...times, street: 'Påhittade gatan 1', postalCode: '40000', city: 'Orten' },
};

describe('each type of event becomes its fact', () => {
  test.each([
    ['8', 'Antagen', 'Enrolled', onPath],
    ['8', 'Sommarplacerad', 'SummerPlaced', onPath],
    ['9', 'Avbrott', 'DroppedOut', atUnit],
    ['10', 'Skolbyte', 'Transferred', onPath],
    ['25', 'Planerat uppehåll', 'BreakPlanned', atUnit],
    ['26', 'Byte av studieväg', 'StudyPathChanged', onPath],
    ['32', 'Gymnasieintyg', 'DocumentIssued', { ...atUnit, document: 'gymnasieintyg' }],
    ['33', 'Studiebevis från BEDA', 'DocumentIssued', { ...atUnit, document: 'studiebevis' }],
    ['400', 'Examen från BEDA', 'DocumentIssued', { ...atUnit, document: 'examensbevis' }],
    ['390', 'Uppdatering av vistelsekommun', 'StayMunicipalityReported',
      { ...times, municipality: '1480', observed: name }],
    ['500', 'Borttagen antagning', 'RemovalReported', { ...atUnit, removes: 'enrolment' }],
    ['501', 'Borttaget avbrott', 'RemovalReported', { ...atUnit, removes: 'dropout' }],
    ['502', 'Borttaget skolbyte', 'RemovalReported', { ...atUnit, removes: 'transfer' }],
  ])('%s %s: %s', (type, named, becomes, data) => {
    expect(facts({ type, name: named })).toEqual([{ type: becomes, data }]);
  });

  test('4 Uppdatering av adress: AddressRecorded', () => {
    expect(facts({ type: '4', name: 'Uppdatering av adress' })).toEqual([address]);
  });

  test('6 Flytt inom region: HomeMunicipalityRegistered, and an address', () => {
    expect(facts({ type: '6', name: 'Flytt inom region', movedFrom: '1407' })).toEqual([{
      type: 'HomeMunicipalityRegistered',
      data: { ...times, municipality: '1480', movedFrom: '1407', observed: name },
    }, address]);
  });

  test('3 Flytt ut ur region: the same, marked as out of the region', () => {
    const [move] = facts({ type: '3', name: 'Flytt ut ur region', movedFrom: '1407', municipality: '9900' });
    expect(move?.data).toMatchObject({ municipality: '9900', movedFrom: '1407', outOfRegion: true });
  });

  test('a move without an address is a move all the same', () => {
    const move = elinEvent({ type: '6', name: 'Flytt inom region', movedFrom: '1407' });
    const bare = withField(move, 'Elev.Person.Folkbokforingsadress', undefined);
    expect(line(bare).statements.map(({ event }) => event.type)).toEqual(['HomeMunicipalityRegistered']);
  });

  test('no type is left out', () => {
    expect(elinEventTypes.map(({ number, name: named }) => `${number} ${named}`)).toEqual([
      '3 Flytt ut ur region', '4 Uppdatering av adress', '6 Flytt inom region', '8 Antagen',
      '8 Sommarplacerad', '9 Avbrott', '10 Skolbyte', '25 Planerat uppehåll', '26 Byte av studieväg',
      '32 Gymnasieintyg', '33 Studiebevis från BEDA', '390 Uppdatering av vistelsekommun',
      '400 Examen från BEDA', '500 Borttagen antagning', '501 Borttaget avbrott', '502 Borttaget skolbyte',
    ]);
  });
});

describe('what is read, and how', () => {
  const read = (path: string, value: unknown, said: ElinSaid = {}) =>
    line(withField(elinEvent(said), path, value));

  test('the number of the type as text or as a number, its name in any letters', () => {
    expect(facts({ type: 8, name: 'SOMMARPLACERAD' })[0]?.type).toBe('SummerPlaced');
    expect(facts({ type: 9 })[0]?.type).toBe('DroppedOut');
  });

  test('the day an event holds from, without its time of day', () => {
    expect(facts({ on: '2025-10-26 02:30:00' })[0]?.data).toMatchObject({ validOn: '2025-10-26' });
    expect(facts({ on: '2025-10-26' })[0]?.data).toMatchObject({ validOn: '2025-10-26' });
  });

  test('a change only if it came after the registration', () => {
    const [later] = facts({ changed: '2026-01-07 09:00:00' });
    const [sooner] = facts({ changed: '2025-08-19 09:00:00' });
    expect(later?.data).toMatchObject({ amendedAt: '2026-01-07T08:00:00Z' });
    expect(sooner?.data).toEqual(onPath);
  });

  test.each(['Avflyttningskommum', 'Avflyttningskommun'])('the municipality left, spelled %s', (key) => {
    expect(read(key, '1407', { type: '6' }).statements[0]?.event.data).toMatchObject({ movedFrom: '1407' });
  });

  test('pseudo codes, as they are', () => {
    expect(facts({ unit: 'x-00090002', municipality: '9900' })[0]?.data)
      .toMatchObject({ unit: 'x-00090002', observed: { homeMunicipality: '9900' } });
  });

  test('a price variant and the year of study', () => {
    expect(read('Elev.Prisvariant', 'SSP').statements[0]?.event.data).toMatchObject({ priceVariant: 'SSP' });
    expect(read('Elev.Arskurs', 2).statements[0]?.event.data).toMatchObject({ schoolYear: '2' });
  });

  test.each([
    ['Personnummer', '201001012382', { value: '201001012382', kind: 'personal' }],
    ['Personnummer', '20100101TF12', { value: '20100101TF12', kind: 'temporary' }],
    ['LMA', '12345678', { value: 'LMA12345678', kind: 'asylum' }],
    ['LMA', 'LMA12345678', { value: 'LMA12345678', kind: 'asylum' }],
  ])('a person by %s', (key, value, about) => {
    const nobody = withField(elinEvent(), 'Elev.Person.Personnummer', null);
    expect(line(withField(nobody, `Elev.Person.${key}`, value)).about).toEqual(about);
  });

  test.each([
    ['20100101TF12', '12345678', 'LMA12345678'],
    ['201001012382', 'LMA12345678', 'LMA12345678'],
    ['LMA12345678', '12345678', undefined], // the same number twice
    ['201001012382', '00000000', undefined], // no number, but something to fill in the field
    ['201001012382', '12', undefined], // no number that anybody could have
  ])('a person by %s, with %s beside it', (number, asylumNumber, beside) => {
    const read = line(elinEvent({ number, asylumNumber }));
    expect([read.about.value, read.alsoKnownBy?.value]).toEqual([number, beside]);
    expect(read.statements.map(({ event }) => event.type))
      .toEqual(['Enrolled', ...(beside ? ['IdentityNumberAdded'] : [])]);
  });

  test('of guardians, merits, contact and sports nothing is kept', () => {
    const idrott = read('Elev.Idrott', { Typ: 'RIG', Namn: 'Orientering', Individuell: true });
    expect(JSON.stringify(idrott)).not.toMatch(/Bo|230|000"|RIG/);
  });
});

describe('refused, with the field and never the value', () => {
  test('somebody with nothing but an LMA number that is none', () => {
    const nobody = withField(elinEvent(), 'Elev.Person.Personnummer', null);
    expect(() => line(withField(nobody, 'Elev.Person.LMA', '12')))
      .toThrow(expect.objectContaining({ code: 'identity-number-invalid', field: 'Elev.Person.LMA' }));
  });

  const number = 'Elev.Person.Personnummer';
  test.each<[string, unknown, string]>([
    ['Typid', '77', 'elin-type-unknown'],
    ['Typid', undefined, 'field-missing'],
    ['Typid', 'eight', 'field-malformed'],
    ['Handelsenamn', 'Antagen igen', 'elin-type-unknown'],
    ['Handelsenamn', undefined, 'field-missing'],
    ['Handelsedatum', '2025-02-30 00:00:00', 'date-impossible'],
    ['Handelsedatum', '2025-08-18 24:00:00', 'date-impossible'],
    ['Handelsedatum', '18/8 2025', 'date-impossible'],
    ['Handelsedatum', '2205-08-18 00:00:00', 'date-out-of-range'],
    ['Handelsedatum', undefined, 'field-missing'],
    ['Handelsedatum', 20250818, 'field-malformed'],
    ['Regdatum', '2025-08-20 25:11:12', 'instant-impossible'],
    ['Regdatum', undefined, 'field-missing'],
    ['AndratDatum', 'igår', 'instant-impossible'],
    ['Elev', undefined, 'field-missing'],
    ['Elev', 'Alva', 'field-malformed'],
    ['Elev.Person', null, 'field-missing'],
    [number, '', 'field-missing'],
    [number, `20100101${'2383'}`, 'identity-number-invalid'],
    [number, '201013012382', 'identity-number-invalid'],
    [number, '1001012382', 'identity-number-invalid'],
    [number, 201001012382, 'field-malformed'],
    ['Elev.Person.Kommunkod', 1480, 'field-malformed'],
    ['Elev.Person.Kommunkod', '148', 'field-malformed'],
    ['Elev.Person.Fornamn', 'A'.repeat(201), 'field-malformed'],
    ['Elev.Person.Efternamn', 'E\u0085k', 'field-malformed'],
    ['Elev.Skola', undefined, 'field-missing'],
    ['Elev.Skola.Skolenhetkod', '1000 0001', 'field-malformed'],
    ['Elev.Studievagkod', undefined, 'field-missing'],
    ['Elev.Studievagkod', 'NANAT000NN', 'field-malformed'],
    ['Elev.Arskurs', 'ett', 'field-malformed'],
    ['Elev.Prisvariant', 'V'.repeat(21), 'field-malformed'],
    ['Elev.Prisvariant', 'On\u0000line', 'field-malformed'],
  ])('%s: %p is %s', (path, value, code) => {
    let refusal: Partial<Refusal> = {};
    try {
      elinLine(withField(elinEvent(), path, value));
    } catch (error) {
      refusal = error as Refusal;
    }
    const field = path === 'Elev.Skola' ? 'Elev.Skola.Skolenhetkod' : path;
    expect({ code: refusal.code, field: refusal.field }).toEqual({ code, field });
    if (value) expect(refusal.rule).not.toContain(String(value));
  });

  test('a number with a name it was never seen with, since one number may have several meanings', () => {
    const renamed = elinEvent({ type: '6', name: 'Flytt in till region' });
    expect(() => elinLine(renamed)).toThrow('elin-type-unknown (Handelsenamn)');
    const unnamed = line(withField(elinEvent({ type: '9' }), 'Handelsenamn', undefined));
    expect(unnamed.statements.map(({ event }) => event.type)).toEqual(['DroppedOut']);
  });

  test('a line that is no object', () => {
    expect(() => elinLine('Antagen')).toThrow('line-no-object');
  });

  test('an address event without an address', () => {
    const event = withField(elinEvent({ type: '4' }), 'Elev.Person.Folkbokforingsadress', { Ort: ' ' });
    expect(() => elinLine(event)).toThrow('field-missing (Elev.Person.Folkbokforingsadress)');
  });

  test('a move that does not say where to', () => {
    const event = withField(elinEvent({ type: '6' }), 'Elev.Person.Kommunkod', undefined);
    expect(() => elinLine(event)).toThrow('field-missing (Elev.Person.Kommunkod)');
  });
});

describe('the identity of a fact', () => {
  const identity = (said: ElinSaid) => line(elinEvent(said)).statements[0]!.identity;

  test.each<ElinSaid>([
    { familyName: 'Berg' }, { municipality: '1481' }, { number: '201001012390' }, { year: '2' },
    { name: 'ANTAGEN' }, { type: 8 },
  ])('is the same when the export says of the pupil %p', (other) => {
    expect(identity(other)).toBe(identity({}));
  });

  test.each<ElinSaid>([
    { name: 'Sommarplacerad' }, { type: '9' }, { unit: '10000002' }, { studyPath: 'TE' },
    { on: '2025-08-19 00:00:00' }, { registered: '2025-08-20 10:11:13' }, { changed: '2025-09-01 10:00:00' },
  ])('is another when the event says %p', (other) => {
    expect(identity(other)).not.toBe(identity({}));
  });

  test('tells a move from the address that comes with it', () => {
    const statements = line(elinEvent({ type: '6', movedFrom: '1407' })).statements;
    expect(new Set(statements.map((statement) => statement.identity)).size).toBe(2);
  });
});
