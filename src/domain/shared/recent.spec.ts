import { Recent } from './recent.js';

/** What had to be worked out for these questions, one after the other. */
const workedOut = (recent: Recent<string>, questions: string): string => {
  let worked = '';
  for (const question of questions) {
    const answer = recent.of(question, () => {
      worked += question;
      return question.toUpperCase();
    });
    expect(answer).toBe(question.toUpperCase());
  }
  return worked;
};

test('what was asked lately is known, and what was not for the longest time is worked out again', () => {
  expect(workedOut(new Recent(2), 'abab')).toBe('ab');
  expect(workedOut(new Recent(2), 'abacab')).toBe('abcb');
});

test('answers that weigh much leave room for fewer, and the last is always kept', () => {
  const recent = new Recent<string>(5, (answer) => (answer === 'X' ? 9 : 2));
  expect(workedOut(recent, 'abab')).toBe('ab');
  expect(workedOut(recent, 'xx')).toBe('x');
  expect(workedOut(recent, 'abab')).toBe('ab');
});

test('what is cleared weighs nothing any more', () => {
  const recent = new Recent<string>(2);
  expect(workedOut(recent, 'ab')).toBe('ab');
  recent.clear();
  expect(workedOut(recent, 'abab')).toBe('ab');
});
