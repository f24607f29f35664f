import { type Contributions, ContributionWrong } from './contributions.js';
import { Recent } from '../../domain/shared/recent.js';
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
  private readonly made = new Recent<Made>(MOST_KEPT);
  private against: readonly unknown[] = [];

  constructor(
    private readonly projection: Projection, private readonly alike: Alike,
    private readonly contributions: Contributions,
  ) {}

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
    return this.made.of(said, () => this.make(said, references));
  }

  private make(said: string, references: References): Made {
    const { rows, sums } = this.alike.contribute(JSON.parse(said), references);
    const made = rows.map(({ collection, key, document }): Row =>
      ({ collection, key: `${ALIKE}${key}`, document: Object.freeze(document) }));
    return { ...this.contributions.remembered({ rows: made, sums, uses: [] }), made };
  }

  /** What is kept follows from references as they were. */
  private forgetIfOthers(references: References): void {
    const against = this.projection.references.map(({ name }) => references[name]);
    if (against.every((value, index) => value === this.against[index])) return;
    this.against = against;
    this.made.clear();
  }
}
