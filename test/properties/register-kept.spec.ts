import fc from 'fast-check';
import { RegisterKeeper } from '../../src/application/kaa/keep-register.js';
import { factsIn } from '../../src/application/ledger/facts-of.js';
import { PersonEvents } from '../../src/application/queries/person-events.js';
import { youthFactsIn } from '../../src/application/queries/youth-view.js';
import { kindOf } from '../../src/domain/catalogue.js';
import { membershipOf } from '../../src/domain/kaa/membership.js';
import { recordedSpells, registerOn } from '../../src/domain/kaa/register.js';
import { addDays } from '../../src/domain/shared/civil-date.js';
import type { Category } from '../../src/domain/shared/event.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { SodiumSealer } from '../../src/infrastructure/sealing/sodium-sealer.js';
import { failing, openTestLedger, type TestLedger, under } from '../support/test-ledger.js';
import { youths } from './youths.js';

// The register that policies keep in a ledger, however many there are and wherever they end.

const MUNICIPALITIES = ['1407', '1480', '1481'];
const LAST = '2022-06-01';

/** What happens after each fact: days pass, and some policies run, of which one may end in the middle. */
const afterwards = fc.record({
  days: fc.integer({ min: 0, max: 300 }), keepers: fc.integer({ min: 0, max: 3 }),
  crash: fc.option(fc.record({
    call: fc.integer({ min: 1, max: 3 }), effect: fc.constantFrom('before' as const, 'after' as const),
  })),
});

const stories = youths.chain(({ facts }) => fc.record({
  facts: fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
  after: fc.array(afterwards, { minLength: facts.length, maxLength: facts.length }),
}));

/** One person's ledger, on which policies run. */
class Kept {
  today = '2016-01-01';
  private readonly persons: PersonEvents;

  private constructor(readonly made: TestLedger, readonly person: string) {
    this.persons = new PersonEvents(made.store, made.vault, new SodiumSealer());
  }

  static async open(): Promise<Kept> {
    const made = openTestLedger();
    return new Kept(made, await made.vault.claim('somebody'));
  }

  /** Facts have ids that others speak of: they are written under these. */
  async say({ id, event }: Fact): Promise<void> {
    const { ledger } = this.made;
    const category = kindOf(event.type).category as Category;
    const part = category === 'kaa' ? `said-${id}` : '';
    const target = await ledger.personStream(this.person, category, part);
    const revision = (await ledger.read(target.stream)).length - 1;
    const meta = ledger.metaOf(target, id, under(id));
    ledger.eventIdOf = () => id;
    await ledger.append(target, revision, [event], meta);
    Reflect.deleteProperty(ledger, 'eventIdOf');
  }

  keep(): Promise<unknown> {
    const { made: { ledger }, persons, person } = this;
    return new RegisterKeeper({
      ledger, persons, isMunicipality: () => true,
      clock: { now: () => Date.parse(`${this.today}T12:00:00Z`) },
      drift: {
        on: async function* everywhere() {
          yield MUNICIPALITIES.map((municipality) => ({ person, municipality }));
        },
      },
    }).round();
  }

  async registers() {
    const events = await this.persons.of(this.person, () => true);
    const membership = membershipOf(youthFactsIn(events));
    return MUNICIPALITIES.map((municipality) => ({
      computed: registerOn(membership, municipality, this.today),
      recorded: recordedSpells(factsIn(events, 'kaa'), municipality)
        .map(({ from, to, began, ended }) => ({ from, to, began, ended })),
    }));
  }
}

test('computed and recorded agree, whatever came when and whichever policy ended where', async () => {
  let spells = 0;
  let crashes = 0;
  await fc.assert(fc.asyncProperty(stories, async ({ facts, after }) => {
    const kept = await Kept.open();
    for (const [index, fact] of facts.entries()) {
      await kept.say(fact);
      const { days, keepers, crash } = after[index]!;
      kept.today = addDays(kept.today, days);
      const restore = crash ? failing(kept.made.store, 'append', crash) : undefined;
      const ended = await Promise.allSettled(Array.from({ length: keepers }, () => kept.keep()));
      crashes += ended.filter(({ status }) => status === 'rejected').length;
      restore?.();
    }
    kept.today = LAST;
    await Promise.all([kept.keep(), kept.keep()]);
    for (const { computed, recorded } of await kept.registers()) {
      expect(recorded).toEqual(computed);
      spells += recorded.length;
    }
    await kept.made.close();
  }), { numRuns: 40 });
  expect([spells > 10, crashes > 5]).toEqual([true, true]); // else the stories have gone stale
});
