import { Together } from './together.js';

/** Doubles numbers, and remembers which were asked for together; fails for those with a 13. */
const doubling = (): { together: Together<number, number>; calls: number[][] } => {
  const calls: number[][] = [];
  const together = new Together<number, number>((questions) => {
    calls.push([...questions]);
    if (questions.includes(13)) throw new Error('unlucky');
    return questions.map((question) => 2 * question);
  });
  return { together, calls };
};

test('what is asked in one turn is answered together, each with its own answer', async () => {
  const { together, calls } = doubling();
  const late = Promise.resolve().then(() => together.ask(3));
  expect(await Promise.all([together.ask(1), together.ask(2), late])).toEqual([2, 4, 6]);
  expect(calls).toEqual([[1, 2, 3]]);
});

test('the next turn is another call', async () => {
  const { together, calls } = doubling();
  await together.ask(1);
  await together.ask(2);
  expect(calls).toEqual([[1], [2]]);
});

test('a failure is everybody\'s in that turn, and nobody\'s afterwards', async () => {
  const { together } = doubling();
  const outcomes = await Promise.allSettled([together.ask(1), together.ask(13)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await together.ask(5)).toBe(10);
});
