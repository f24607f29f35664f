import fc from 'fast-check';
import { recordName, withdrawPersonFact } from '../../src/domain/person/decide.js';
import type { PersonEvent } from '../../src/domain/person/events.js';
import type { PersonFact } from '../../src/domain/person/municipality.js';
import { standing, standingAgainst } from '../../src/domain/shared/standing.js';
import { named } from '../support/events.js';
import { factId } from '../support/given-when-then.js';

/** A record of names, kept by commands. */
class NameRecord {
  readonly facts: PersonFact[] = [];

  say(givenName: string): void {
    this.add(recordName(named({ givenName }).data, this.facts));
  }

  withdraw(givenName: string): void {
    const fact = this.factOf(givenName);
    if (fact) this.withdrawFact(fact.id);
  }

  /** Withdraws the withdrawals of a name. */
  restore(givenName: string): void {
    const fact = this.factOf(givenName);
    if (fact) standingAgainst(fact.id, this.facts).forEach(({ id }) => this.withdrawFact(id));
  }

  names(): string[] {
    return standing(this.facts).map(({ event }) => (event.data as { givenName: string }).givenName).sort();
  }

  private factOf(givenName: string): PersonFact | undefined {
    return this.facts.find(({ event }) => 'givenName' in event.data && event.data.givenName === givenName);
  }

  private withdrawFact(withdraws: string): void {
    this.add(withdrawPersonFact({ withdraws, source: 'case-worker' }, this.facts));
  }

  private add(events: readonly PersonEvent[]): void {
    for (const event of events) this.facts.push({ id: factId(1 + this.facts.length), event });
  }
}

type Step = readonly ['say' | 'withdraw' | 'restore', string];
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(fc.constantFrom('say', 'withdraw', 'restore'), fc.constantFrom('Alva', 'Bo', 'Cleo')),
  { maxLength: 25 },
);

/** What somebody would say holds who only listened. */
const heard = (taken: readonly Step[]): string[] => {
  const [known, holding] = [new Set<string>(), new Set<string>()];
  for (const [what, name] of taken) {
    if (what === 'say') known.add(name);
    if (what === 'withdraw') holding.delete(name);
    else if (known.has(name)) holding.add(name);
  }
  return [...holding].sort();
};

const after = (taken: readonly Step[]): NameRecord => {
  const record = new NameRecord();
  for (const [what, name] of taken) record[what](name);
  return record;
};

test('a record holds what was last said of each fact: said, withdrawn, or restored', () => {
  fc.assert(fc.property(steps, (taken) => {
    expect(after(taken).names()).toEqual(heard(taken));
  }), { numRuns: 1_000 });
});

test('whatever was done last, doing it again adds nothing', () => {
  fc.assert(fc.property(steps, (taken) => {
    fc.pre(taken.length > 0);
    const again = after([...taken, taken.at(-1)!]);
    expect(again.facts).toEqual(after(taken).facts);
  }), { numRuns: 1_000 });
});
