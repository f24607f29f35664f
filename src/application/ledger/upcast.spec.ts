import { upcast, type Versions } from './upcast.js';

/** A type whose shape changed twice: a name was split, and then the halves were renamed. */
const versions: Versions = {
  currentOf: () => 3,
  stepsOf: () => [
    (data) => {
      const [given, family] = (data as { name: string }).name.split(' ');
      return { given, family };
    },
    (data) => {
      const { given, family } = data as { given: string; family: string };
      return { givenName: given, familyName: family };
    },
  ],
};

test.each<[number, object]>([
  [1, { name: 'Alva Ek' }],
  [2, { given: 'Alva', family: 'Ek' }],
  [3, { givenName: 'Alva', familyName: 'Ek' }],
])('data of version %i are read as those of version 3', (version, data) => {
  expect(upcast('Named', version, data, versions)).toEqual({ givenName: 'Alva', familyName: 'Ek' });
});

test('a version that a newer Liggare wrote is not guessed at', () => {
  expect(() => upcast('Named', 4, {}, versions)).toThrow('written by a newer Liggare');
  expect(() => upcast('DroppedOut', 99, {})).toThrow('written by a newer Liggare');
});

test('a version that no step leads from is not taken for the next one', () => {
  const forgotten = { ...versions, stepsOf: () => [] };
  expect(() => upcast('Named', 1, {}, forgotten)).toThrow('No step leads from Named version 1');
});
