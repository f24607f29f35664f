import { AlikeContributions } from './alike-contributions.js';
import { Changes } from './changes.js';
import { Contributions } from './contributions.js';
import { putAlike, putDocument, removeDocument, writeDifference } from './differences.js';
import type { Contribution, Projection, References, Row } from './projection.js';
import { type ContributedAlike, type Entry, NOTHING_CONTRIBUTED } from './stored-document.js';

/** Writes what the documents of a generation contribute: of rows and sums, what differs from before. */
export class Contributor {
  private readonly contributions: Contributions;
  private readonly alike: AlikeContributions | undefined;

  constructor(
    projection: Projection, private readonly generation: string,
    private readonly references: () => References,
  ) {
    const { alike } = projection;
    this.contributions = new Contributions(projection);
    this.alike = alike && new AlikeContributions(projection, alike, this.contributions);
  }

  /** Takes what a document contributes now; tells whether anything differs from what is stored of it. */
  take(key: string, entry: Entry, contribution: Contribution, changes: Changes): boolean {
    if (!this.alike) return this.takeOwn(key, entry, contribution, changes);
    const { uses, ...own } = contribution;
    const said = this.alike.saidIn(contribution);
    const made = this.alike.of(said, this.references());
    const differs = this.takeOwn(key, entry, { ...own, uses: [] }, changes);
    const before = entry.alike;
    entry.alike = { said, uses, sums: made.sums, rows: made.rows };
    return this.writeAlike(key, before, entry.alike, made.made, changes) || differs || before?.said !== said;
  }

  /**
   * Makes anew what follows from what documents have alike: what is to be changed of each, recorded for an
   * empty key.
   */
  alikeAnew(before: ContributedAlike): Changes {
    const changes = new Changes();
    const { said, uses } = before;
    const { sums, rows, made } = this.alike!.of(said, this.references());
    const after = { said, uses, sums, rows };
    if (this.writeAlike('', before, after, made, changes)) putAlike(this.generation, '', after, changes);
    return changes;
  }

  /** Writes a document as it is, or removes it if there is none any more. */
  write(key: string, entry: Entry, changes: Changes): void {
    const { generation } = this;
    if (entry.document !== undefined) {
      putDocument(generation, key, entry.document, entry, changes);
      if (entry.alike) putAlike(generation, key, entry.alike, changes);
      return;
    }
    removeDocument(generation, key, entry, changes);
    entry.contributed = NOTHING_CONTRIBUTED; // the entry stays in memory, and may be removed once more
    entry.alike = undefined;
  }

  private takeOwn(key: string, entry: Entry, contribution: Contribution, changes: Changes): boolean {
    const before = entry.contributed;
    entry.contributed = this.contributions.remembered(contribution);
    const contributing = { before, after: entry.contributed, rows: contribution.rows };
    return writeDifference(this.generation, key, contributing, changes);
  }

  private writeAlike(
    key: string, before: ContributedAlike = NOTHING_CONTRIBUTED, after: ContributedAlike,
    rows: readonly Row[], changes: Changes,
  ): boolean {
    return writeDifference(this.generation, key, { before, after, rows }, changes);
  }
}
