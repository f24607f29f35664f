import type { IdentityNumber } from '../../../domain/shared/identity-number.js';
import type { Vault } from '../../ports/vault.js';
import type { PersonLine } from '../statement.js';
import { Recent } from './recent.js';

/** Whom a number leads to is remembered for so many lines. */
const REMEMBERED_LINES = 10_000;

/** Two ids that turned out to be one person, to be joined once the ledger says so. */
export interface Join {
  readonly survivor: string;
  readonly other: string;
}

/** A line about a person, whose records it belongs in, and whom it joins that person with. */
export interface FoundLine {
  readonly person: string;
  /** The number that makes the person known, if nothing does yet. */
  readonly knownBy: IdentityNumber;
  readonly join?: Join;
}

/**
 * Finds whom lines are about. A number keeps leading to the person id it was first recorded under, joined or
 * not (ADR 0007), so that a delivery sent again meets the records it was written to.
 */
export class PersonFinder {
  private readonly owners = new Recent<string>(REMEMBERED_LINES);

  constructor(private readonly vault: Vault) {}

  /** In the order of the lines. Those that bind a number come first, wherever they stand. */
  async find(lines: readonly PersonLine[]): Promise<FoundLine[]> {
    const links = new Map<PersonLine, FoundLine>();
    for (const line of lines) {
      const { about, replaces, alsoKnownBy } = line;
      if (replaces) links.set(line, await this.bind(about, replaces));
      else if (alsoKnownBy) links.set(line, await this.bind(alsoKnownBy, about));
    }
    await this.claim(lines.filter((line) => !links.has(line)).map(({ about }) => about.value));
    const owned = ({ about }: PersonLine): FoundLine =>
      ({ person: this.owners.get(about.value)!, knownBy: about });
    return lines.map((line) => links.get(line) ?? owned(line));
  }

  private async claim(numbers: readonly string[]): Promise<void> {
    const unknown = [...new Set(numbers)].filter((number) => !this.owners.get(number));
    if (unknown.length === 0) return;
    const persons = await this.vault.claimMany(unknown);
    unknown.forEach((number, index) => this.owners.set(number, persons[index]!));
  }

  /** The line belongs in the records of whom the known number leads to. */
  private async bind(number: IdentityNumber, known: IdentityNumber): Promise<FoundLine> {
    const person = await this.vault.claim(known.value);
    const owner = await this.vault.bind(number.value, person);
    const survivor = await this.vault.canonicalPerson(person);
    const other = await this.vault.canonicalPerson(owner);
    return { person, knownBy: known, ...(other !== survivor && { join: { survivor, other } }) };
  }
}
