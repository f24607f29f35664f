import { Remembered } from './remembered.js';

test('an answer is worked out once for a source and a question', () => {
  const [remembered, one, other] = [new Remembered<object, number>(), {}, {}];
  let worked = 0;
  const ask = (source: object, question: string): number =>
    remembered.of(source, question, () => worked += 1);
  expect([ask(one, 'a'), ask(one, 'b'), ask(other, 'a'), ask(one, 'a'), ask(other, 'a')])
    .toEqual([1, 2, 3, 1, 3]);
});

test('of too many questions none is kept, so that there is room for those to come', () => {
  const [remembered, source] = [new Remembered<object, string>(2), {}];
  const worked: string[] = [];
  for (const question of ['a', 'b', 'a', 'c', 'c', 'a']) {
    expect(remembered.of(source, question, () => {
      worked.push(question);
      return question;
    })).toBe(question);
  }
  expect(worked).toEqual(['a', 'b', 'c', 'a']);
});
