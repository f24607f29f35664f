import { type Contributions, ContributionWrong } from './contributions.js';
import type { Alike, Contribution, Projection, References, Row } from './projection.js';
import { type ContributedAlike, NOTHING_CONTRIBUTED } from './stored-document.js';

/** What the keys of rows begin with that follow from what documents have alike, and of no others. */
const ALIKE = '~';

/** So much is kept: some documents are like hundreds of others, many are like none. */
const MOST_KEPT = 5_000;

/** What follows from what documents have alike, but for what was used. */
interface Made extends Pick<ContributedAlike, 'sums' | 'rows'> {
  readonly made: readonly Row[];
}

const NOTHING_MADE: Made = { ...NOTHING_CONTRIBUTED, made: [] };

/** Makes what follows from what documents have alike, once for as many as say the same. */
export class AlikeContributions {
  /** Least recently used first. */
  private readonly kept = new Map<string, Made>();
  private against: readonly unknown[] = [];

  readonly rowOf: Alike['rowOf'];

  constructor(
    private readonly projection: Projection, private readonly alike: Alike,
    private readonly contributions: Contributions,
  ) {
    this.rowOf = alike.rowOf;
  }

  /** What it is that a contribution says alike, as JSON; throws `ContributionWrong`. */
  saidIn({ alike, rows }: Contribution): string | undefined {
    if (rows.some(({ key }) => key.startsWith(ALIKE))) {
      throw new ContributionWrong(`the key of a row begins with ${ALIKE}`);
    }
    return alike && JSON.stringify(alike);
  }

  /** What follows from it; throws whatever the projection does, and `ContributionWrong`. */
  of(said: string | undefined, references: References): Made {
    if (said === undefined) return NOTHING_MADE;
    this.forgetIfOthers(references);
    const all = this.kept.get(said) ?? this.make(said, references);
    this.kept.delete(said);
    this.kept.set(said, all);
    if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value!);
    return all;
  }

  private make(said: string, references: References): Made {
    const { rows, sums } = this.alike.contribute(JSON.parse(said), references);
    const made = rows.map((row): Row => ({ ...row, key: `${ALIKE}${row.key}` }));
    return { ...this.contributions.remembered({ rows: made, sums, uses: [] }), made };
  }

  /** What is kept follows from references as they were. */
  private forgetIfOthers(references: References): void {
    const against = this.projection.references.map(({ name }) => references[name]);
    if (against.every((value, index) => value === this.against[index])) return;
    this.against = against;
    this.kept.clear();
  }
}
