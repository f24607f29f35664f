import { reportedYouth, type ReportedYouth, type Reporting } from '../../domain/kaa-report/reported-youth.js';
import { failuresOf, type Failure } from '../../domain/kaa-report/checks.js';
import type { Layout } from '../../domain/kaa-report/layout.js';
import { type Cells, writeYouth } from '../../domain/kaa-report/write-rows.js';
import { breathe } from '../ledger/breathe.js';
import type { Position } from '../ports/event-store.js';
import type { StreamRecord } from '../ports/vault.js';
import type { PersonEvents } from '../queries/person-events.js';
import { youthFactsIn } from '../queries/youth-view.js';

/** What a report would say of one person, and what is wrong with it. */
export interface DraftYouth {
  readonly person: string;
  readonly youth: ReportedYouth;
  readonly rows: readonly Cells[];
  readonly failures: readonly Failure[];
}

export interface DraftAsked {
  readonly reporting: Reporting;
  readonly layout: Layout;
  readonly persons: readonly string[];
  /** Ledger position: what came later is not known. */
  readonly position: Position;
}

/** So many persons are read at a time, in some fifty milliseconds. */
const PERSONS_AT_ONCE = 50;

/** Pieces of a list. Between two of them others have their turn. */
export async function* inPieces<T>(
  list: readonly T[], atOnce = PERSONS_AT_ONCE,
): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < list.length; from += atOnce) {
    if (from > 0) await breathe();
    yield list.slice(from, from + atOnce);
  }
}

/**
 * What a report says of its persons, read from the ledger itself, in the order in which they stand in it: by
 * identity number, since whoever looks something up in the file looks for that.
 */
export const readYouths = async (
  persons: Pick<PersonEvents, 'ofMany'>, { reporting, layout, persons: ids, position }: DraftAsked,
): Promise<DraftYouth[]> => {
  const drafts: DraftYouth[] = [];
  for await (const some of inPieces(ids)) {
    for (const [person, { events, streams }] of await persons.ofMany(some, isWithoutWords, position)) {
      if (streams.some((stream) => isErasedFile(stream, reporting))) continue;
      const youth = reportedYouth(youthFactsIn(events), reporting);
      if (youth) drafts.push(drafted(person, youth, { reporting, layout }));
    }
  }
  return drafts.sort(byNumber);
};

/** Each version of a plan has a stream of its own, and nothing of it is reported. */
const isWithoutWords: Parameters<PersonEvents['ofMany']>[1] = ({ category, case: of }) =>
  ['person', 'protection', 'schooling', 'document'].includes(category)
    || (category === 'kaa' && !of.includes('/'));

/** Whoever's file was destroyed has no register any more, and is missing from none. */
const isErasedFile = ({ category, case: of, state }: StreamRecord, { municipality }: Reporting): boolean =>
  category === 'kaa' && of === municipality && state !== 'active';

const drafted = (
  person: string, youth: ReportedYouth, { reporting, layout }: Pick<DraftAsked, 'reporting' | 'layout'>,
): DraftYouth => {
  const { rows, failures } = writeYouth(youth, reporting, layout);
  return { person, youth, rows, failures: [...failuresOf(youth, layout.checks), ...failures] };
};

const byNumber = (a: DraftYouth, b: DraftYouth): number => {
  const [one, other] = [a, b].map(({ person, youth }) => `${youth.number?.value ?? '~'}|${person}`);
  return one! < other! ? -1 : 1;
};
