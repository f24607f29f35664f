import { Command, type InvalidArgumentError } from 'commander';
import {
  addGlobalOptions, day, globalOptions, listOf, moment, month, webAddress, wholeNumber,
} from './options.js';

const refused = (read: (text: string) => unknown, text: string): string => {
  try {
    return `taken as ${JSON.stringify(read(text))}`;
  } catch (error) {
    return (error as InvalidArgumentError).message;
  }
};

test.each(['', '1.5', '1e3', '-1', '0x10', ' 7', '501'])('%j is no number of rows', (text) => {
  expect(refused(wholeNumber(1, 500), text)).toBe('Write a whole number from 1 to 500.');
});

test('whole numbers are read', () => {
  expect([wholeNumber(1, 500)('500'), wholeNumber(0)('0')]).toEqual([500, 0]);
  expect(refused(wholeNumber(1), '0')).toBe('Write a whole number from 1 on.');
});

test('only days and months that exist are taken', () => {
  expect([day('2024-02-29'), month('2026-12')]).toEqual(['2024-02-29', '2026-12']);
  expect(refused(day, '2026-02-29')).toBe('Write a day that exists, as yyyy-mm-dd.');
  expect(refused(month, '2026-13')).toBe('Write a month as yyyy-mm.');
});

test('a day stands for the moment it begins in Sweden, and an instant for itself', () => {
  expect(['2026-06-30', '2026-12-01', '2026-06-30T06:00:00Z'].map(moment))
    .toEqual(['2026-06-29T22:00:00Z', '2026-11-30T23:00:00Z', '2026-06-30T06:00:00Z']);
  const rule = 'Write a day as 2026-06-30, or an instant in UTC as 2026-06-30T06:00:00Z.';
  const others = ['2026-02-30', '2026-06-30 06:00', '2026-06-30T06:00:00+02:00', 'yesterday', ''];
  expect(others.map((text) => refused(moment, text))).toEqual(others.map(() => rule));
});

test('several words are taken with commas between, and no others', () => {
  const words = listOf(['unit', 'studyPath']);
  expect(words('studyPath,unit')).toEqual(['studyPath', 'unit']);
  expect(refused(words, 'unit,school')).toBe('Choose from unit, studyPath.');
});

test.each(['8080', 'localhost:8080', 'ftp://a.example', ''])('%j is no address of a server', (text) => {
  expect(refused(webAddress, text)).toBe('Write an address as http://127.0.0.1:8080.');
});

describe('the options of every command', () => {
  const before = process.env;
  beforeEach(() => { process.env = { ...before }; });
  afterEach(() => { process.env = before; });

  const parse = (...args: string[]): ReturnType<typeof globalOptions> => {
    const program = addGlobalOptions(new Command()).exitOverride();
    const status = program.command('status').action(() => undefined);
    program.parse(['status', ...args], { from: 'user' });
    return globalOptions(status);
  };

  test('stand behind the command too', () => {
    expect(parse('--json', '--data', 'there')).toMatchObject({ json: true, data: 'there' });
  });

  test('come from the environment, and the command line goes before it', () => {
    Object.assign(process.env, {
      LIGGARE_DATA: 'elsewhere', LIGGARE_SERVER: 'http://a.example', LIGGARE_TOKEN: 't',
    });
    expect(parse('--data', 'here')).toEqual({ data: 'here', server: 'http://a.example', token: 't', json: false });
  });

  test('are ./data and no server where nothing is said', () => {
    delete process.env['LIGGARE_DATA'];
    expect(parse()).toEqual({ data: './data', json: false });
  });
});
