import { type YouthReport, YouthReported } from '../../domain/kaa-report/events.js';
import type { ProtectionEvent } from '../../domain/person/events.js';
import { isHiddenOn } from '../../domain/person/state.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import type { PersonEvents } from '../queries/person-events.js';
import { factsIn } from '../ledger/facts-of.js';
import type { FiledYouth } from './draft.js';
import { inPieces } from './read-youths.js';

/** What a report said of one youth, and whether they are protected today, whatever they were then. */
export type FrozenYouth = Omit<FiledYouth, 'failures'> & Pick<YouthReport, 'failures'>;

/** What was recorded of persons in a report, in its order; nothing of those whose file was erased. */
export const frozenYouths = async (
  persons: Pick<PersonEvents, 'ofMany'>, ids: readonly string[],
  { report, today }: { readonly report: string; readonly today: CivilDate },
): Promise<FrozenYouth[]> => {
  const frozen: FrozenYouth[] = [];
  for await (const some of inPieces(ids)) {
    const histories = await persons.ofMany(some, ({ category, case: of }) =>
      category === 'protection' || (category === 'kaa' && !of.includes('/')));
    for (const [person, { events }] of histories) {
      const isProtected = isHiddenOn(factsIn<Fact<ProtectionEvent>>(events, 'protection'), today);
      const said = events.flatMap((event) => (!event.erased && event.type === YouthReported.type
        ? [event.data as YouthReport] : []));
      frozen.push(...said.filter((one) => one.report === report)
        .map(({ place, rows, failures }) => ({ person, isProtected, place, rows, failures })));
    }
  }
  return frozen.sort((a, b) => a.place - b.place);
};
