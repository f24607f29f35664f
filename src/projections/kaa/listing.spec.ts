import {
  correctionAnswered, correctionAsked, disputed, enrolled, named, numberAdded, registeredIn, schoolingOver,
} from '../../../test/support/events.js';
import { asFacts, factId } from '../../../test/support/given-when-then.js';
import { readModelOf } from '../../../test/support/read-models.js';
import type { Event } from '../../domain/shared/event.js';
import type { Fact, FactTimes } from '../../domain/shared/fact-order.js';
import type { YouthRow } from './collections.js';
import { kaa as kaaWith } from './kaa.js';
import { KaaQueries, type YouthFilter } from './queries.js';

type FactEvent = Event<string, FactTimes>;

const kaa = kaaWith(() => true);
/** Outside of school since 2026-06-12, in Gothenburg (1480). */
const of = (...events: readonly FactEvent[]): Fact[] => asFacts<FactEvent>(
  [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver(), named(), ...events]);

const listed = async (
  lives: Readonly<Record<string, readonly Fact[]>>, more: Partial<YouthFilter> = {},
): Promise<readonly YouthRow[]> => {
  const model = await readModelOf(kaa, lives);
  const day = '2026-10-01';
  const filter = { on: day, lookedAt: day, standing: 'registered', worklist: 'all', ...more } as const;
  const { items } = await new KaaQueries(model).youths(filter, { sort: 'name', limit: 50 });
  await model.close();
  return items.map(({ document }) => document);
};
const rowOf = async (...events: readonly FactEvent[]): Promise<YouthRow> =>
  (await listed({ somebody: of(...events) }))[0]!;

const byRegister = disputed({ validOn: '2026-09-20', corrects: 'population-register' });

test('who corrects a listing is whom somebody named last', async () => {
  expect(await rowOf()).toMatchObject({ disputed: false, corrects: null });
  expect(await rowOf(disputed())).toMatchObject({ disputed: true, corrects: 'school' });
  expect(await rowOf(byRegister, disputed())).toMatchObject({ corrects: 'population-register' });
});

test('what a school was asked stands beside it: the last within the spell, of its municipality', async () => {
  const nothing = { asked: null, askedOn: null, answer: null };
  expect(await rowOf()).toMatchObject(nothing);
  expect(await rowOf(correctionAsked({ municipality: '1481' }))).toMatchObject(nothing);
  expect(await rowOf(correctionAsked({ validOn: '2026-06-11' }))).toMatchObject(nothing);
  expect(await rowOf(correctionAsked({ validOn: '2026-06-12' })))
    .toMatchObject({ asked: 'open', askedOn: '2026-06-12', answer: null });
  const answered = correctionAnswered({ request: factId(5), answer: 'cannot-tell' });
  expect(await rowOf(correctionAsked(), answered))
    .toMatchObject({ asked: 'answered', askedOn: '2026-09-14', answer: 'cannot-tell' });
  expect(await rowOf(correctionAsked(), answered, correctionAsked({ validOn: '2026-09-30' })))
    .toMatchObject({ asked: 'open', askedOn: '2026-09-30', answer: null });
});

test('what a source has to correct is a worklist, until it has', async () => {
  const lives = {
    school: of(disputed()), register: of(byRegister), nobody: of(),
    corrected: of(disputed(), enrolled({ validOn: '2026-09-21' })),
  };
  const who = async (more: Partial<YouthFilter>): Promise<string[]> =>
    (await listed(lives, more)).map(({ person }) => person).sort();
  expect(await who({ worklist: 'disputed' })).toEqual(['register', 'school']);
  expect(await who({ worklist: 'disputed', corrects: 'population-register' })).toEqual(['register']);
  expect(await who({ worklist: 'disputed', municipality: '1480' })).toEqual(['register', 'school']);
  expect(await who({ worklist: 'disputed', municipality: '1481' })).toEqual([]);
  expect(await who({ corrects: 'school' })).toEqual(['school']);
  expect(await who({ corrects: 'grade-database' })).toEqual([]);
});
