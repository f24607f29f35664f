import {
  droppedOut, enrolled, numberAdded, placed, registeredIn, routineSet, rulesSet, schoolingOver,
} from '../../../test/support/events.js';
import { readingMonths } from '../../../test/support/reading-months.js';
import { failing, openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import { kindOf } from '../../domain/catalogue.js';
import { recordedSpells } from '../../domain/kaa/register.js';
import type { Category, Event } from '../../domain/shared/event.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { EraseStream, EraseStreamHandler } from '../erasure/erase-stream.js';
import type { RegisterDrift } from '../ports/register-drift.js';
import { PersonEvents } from '../queries/person-events.js';
import { factsIn } from '../ledger/facts-of.js';
import { REGISTER_KEEPER, RegisterKeeper } from './keep-register.js';
import { SetRoutine, SetRoutineHandler } from './routines.js';
import { SetRules, SetRulesHandler, WithdrawRules, WithdrawRulesHandler } from './rules.js';

const NOW = '2026-03-01T09:00:00Z';

let made: TestLedger;
let person: string;
let today: string;
beforeEach(async () => {
  made = openTestLedger();
  person = await made.vault.claim('somebody');
  today = '2026-10-01';
  const said = [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver()];
  for (const each of said) await say(each);
});
afterEach(() => made.close());

let keys = 0;
const say = async (said: Event): Promise<string> => {
  const target = await made.ledger.personStream(person, kindOf(said.type).category as Category);
  const { eventIds } = await made.ledger.execute(target, said, under(`said-${keys += 1}`), () => [said]);
  return eventIds[0]!;
};

/** Everybody in every municipality there is: more than there is to do, as after a read model was late. */
const everywhere: RegisterDrift = {
  on: async function* all() {
    yield ['1480', '1481'].map((municipality) => ({ person, municipality }));
  },
};

const keeper = (persons: Pick<PersonEvents, 'of'> = personEvents(), due = everywhere) => new RegisterKeeper({
  ledger: made.ledger, persons, drift: due, isMunicipality: () => true,
  clock: { now: () => Date.parse(`${today}T08:00:00Z`) },
});
const personEvents = (): PersonEvents => new PersonEvents(made.store, made.vault, new SodiumSealer());

const registerOf = async (municipality: string): Promise<string[]> => {
  const facts = factsIn(await personEvents().of(person, () => true), 'kaa');
  return recordedSpells(facts, municipality).map(({ from, to = '…' }) => `${from} ${to}`);
};
const recorded = async () =>
  (await personEvents().of(person, (category) => category === 'kaa')).filter(({ erased }) => !erased);

test('what is due is recorded once, by the policy, and names the fact it came from', async () => {
  expect(await keeper().round()).toEqual({ recorded: 1, erased: 0 });
  expect(await keeper().round()).toEqual({ recorded: 0, erased: 0 });
  expect(await registerOf('1480')).toEqual(['2026-06-12 …']);
  const [opening, ...others] = await recorded();
  expect(others).toEqual([]);
  expect(opening!.meta).toMatchObject({ actor: REGISTER_KEEPER, causationId: expect.any(String) });
});

test('who comes into a register can be read of in that month without waiting for the vault', async () => {
  const readings = (): Promise<string[]> => readingMonths(made.vault, person);
  await keeper().round(() => false);
  expect(await readings()).toEqual([]);
  await keeper().round();
  expect(await readings()).toEqual(['2026-10']);
  today = '2026-11-01';
  await keeper().round();
  expect(await readings()).toEqual(['2026-10']);
});

test('who does not lead any more once a file is read leaves it to whoever does', async () => {
  const answers = [true, false];
  expect(await keeper().round(() => answers.shift() ?? false)).toEqual({ recorded: 0, erased: 0 });
  expect([await recorded(), answers]).toEqual([[], []]);
  expect(await keeper().round()).toEqual({ recorded: 1, erased: 0 });
});

test('days pass, and the 20th birthday closes what was open', async () => {
  await keeper().round();
  today = '2030-01-01';
  expect(await keeper().round()).toEqual({ recorded: 1, erased: 0 });
  expect(await registerOf('1480')).toEqual(['2026-06-12 2030-01-01']);
});

test('a move closes one register and opens the other on its day', async () => {
  await keeper().round();
  await say(registeredIn({ municipality: '1481', validOn: '2026-09-20' }));
  await keeper().round();
  expect([await registerOf('1480'), await registerOf('1481')])
    .toEqual([['2026-06-12 2026-09-20'], ['2026-09-20 …']]);
});

test('the register waits as long as the municipality has decided', async () => {
  await say(placed({ validOn: '2026-07-01' }));
  today = '2026-09-10';
  expect(await keeper().round()).toEqual({ recorded: 0, erased: 0 });
  const { data: routine } = routineSet({ municipality: '1480', waitsThrough: '08-31' });
  await new SetRoutineHandler(made.ledger).execute(new SetRoutine(routine, under('routine'), NOW));
  expect(await keeper().round()).toEqual({ recorded: 1, erased: 0 });
  expect(await registerOf('1480')).toEqual(['2026-06-12 …']);
});

test('goes by the rules that the region has set', async () => {
  await say(enrolled({ validOn: '2026-08-17' }));
  await say(droppedOut({ validOn: '2026-09-01' }));
  await say(enrolled({ validOn: '2026-09-08' }));
  await keeper().round();
  expect(await registerOf('1480')).toEqual(['2026-09-01 2026-09-08']);
  const { data: rules } = rulesSet({ gapToleranceDays: 7 });
  const { eventIds: [set] } =
    await new SetRulesHandler(made.ledger).execute(new SetRules(rules, under('rules'), NOW));
  await keeper().round();
  expect(await registerOf('1480')).toEqual([]);
  const withdrawal = new WithdrawRules({ withdraws: set! }, under('no rules'));
  await new WithdrawRulesHandler(made.ledger).execute(withdrawal);
  await keeper().round();
  expect(await registerOf('1480')).toEqual(['2026-09-01 2026-09-08']);
});

test('several that keep it at once record nothing twice', async () => {
  await Promise.all([keeper().round(), keeper().round(), keeper().round()]);
  expect(await recorded()).toHaveLength(1);
});

test('one that knows less than another does not undo what the other recorded', async () => {
  const persons = personEvents();
  const slow = {
    of: async (...asked: Parameters<PersonEvents['of']>) => {
      const known = await persons.of(...asked);
      if ((await recorded()).length > 0) return known;
      await say(enrolled({ validOn: '2026-09-28' })); // another hears of it, and records more than this one
      await keeper().round();
      return known;
    },
  };
  await keeper(slow).round();
  expect((await recorded()).map(({ type }) => type)).toEqual(['SpellOpened', 'SpellClosed']);
});

test.each(['before', 'after'] as const)('ends %s it recorded, and begins again', async (effect) => {
  const restore = failing(made.store, 'append', { effect });
  await expect(keeper().round()).rejects.toThrow('ended here');
  restore();
  await say(droppedOut({ validOn: '2026-09-29' }));
  await keeper().round();
  expect(await registerOf('1480')).toEqual(['2026-06-12 …']);
  expect(await recorded()).toHaveLength(1);
});

test('a file that cannot be kept right holds up no other, and is told of', async () => {
  const persons = personEvents();
  const second = await made.vault.claim('somebody else');
  const hurt = { of: (...asked: Parameters<PersonEvents['of']>) => (asked[0] === second
    ? Promise.reject(new Error('unreadable')) : persons.of(...asked)) };
  const due = { on: async function* all() {
    yield [second, person].map((each) => ({ person: each, municipality: '1480' }));
  } };
  await expect(keeper(hurt, due).round()).rejects.toThrow('unreadable');
  expect(await registerOf('1480')).toEqual(['2026-06-12 …']);
  const many = { on: async function* all() {
    yield Array.from({ length: 30 }, () => ({ person: second, municipality: '1480' }));
  } };
  await expect(keeper(hurt, many).round()).rejects.toThrow('10 files could not be kept right');
});

test('a file whose key was destroyed is left alone', async () => {
  await keeper().round();
  const [opening] = await recorded();
  const erasure = new EraseStream(opening!.stream, 'TEST-1', under('erased'));
  await new EraseStreamHandler(made.ledger).execute(erasure);
  const one = keeper();
  expect(await one.drift()).toBe(2);
  expect(await one.round()).toEqual({ recorded: 0, erased: 1 });
  expect(await one.drift()).toBe(1);
  expect(await one.round()).toEqual({ recorded: 0, erased: 0 });
});
