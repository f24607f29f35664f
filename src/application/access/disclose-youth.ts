import type { CivilDate } from '../../domain/shared/civil-date.js';
import { type Opened, type YouthFile, youthFile, type YouthView } from '../queries/youth-view.js';
import { may, mustBePermitted } from './access.js';
import type { Caller } from './caller.js';

/** A youth as one caller may see them: spells and file of the own municipality, and what was disclosed. */
export interface DisclosedYouth extends Pick<YouthView, 'conditions'> {
  readonly spells: YouthView['spells'];
  readonly register: YouthView['register'];
  readonly responsible: string | null;
  readonly files: readonly YouthFile[];
}

/** By municipality, what it disclosed of its file to an organisation. */
const disclosedTo = ({ files, recordedAt }: YouthView, organisation: string): Map<string, Opened[]> => {
  const disclosures = new Map<string, Opened[]>();
  for (const [municipality, facts] of files) {
    const opened = facts.flatMap(({ id, event }) => (
      event.type === 'FileDisclosed' && event.data.to === organisation
        ? [{ upTo: event.data.validOn, knownBy: recordedAt.get(id)! }] : []));
    if (opened.length > 0) disclosures.set(municipality, opened);
  }
  return disclosures;
};

/**
 * Whether a municipality may write in a file on the youth: of its own, past or to come; on whom it keeps a
 * file or register already, or was let read. A youth whom nobody placed anywhere turns up somewhere first,
 * and is written of there; under protected registration it takes that the responsibility was confirmed.
 */
export const mayKeepFile = (view: YouthView, municipality: string): boolean =>
  view.isUnclaimed || view.keepers.has(municipality) || disclosedTo(view, municipality).size > 0
  || view.membership.responsible.some((one) => one.municipality === municipality);

/**
 * Leaves out what the caller may not see; refuses who has nothing to do with the youth. The municipality that
 * somebody moves to sees nothing of what the other wrote, save what that one disclosed, as it stood then:
 * what is written later, of whatever day, takes a disclosure of its own. One
 * that had somebody in its register goes on reading its own file, also where that was a mistake. Whose only
 * tie to the youth is that they wrote something read what they wrote, and nothing that others said.
 */
export const discloseYouth = (caller: Caller, view: YouthView, today: CivilDate): DisclosedYouth => {
  const disclosed = disclosedTo(view, caller.organisation);
  const concerned = [
    ...view.membership.spells, ...view.register,
    ...view.membership.responsible.filter(({ to }) => to > today),
  ].map(({ municipality }) => municipality);
  if (disclosed.size > 0) concerned.push(caller.organisation);
  mustBePermitted(caller, 'read-kaa-register', { organisations: [...concerned, ...view.keepers] });
  const isConcerned = may(caller, 'read-kaa-register', { organisations: concerned }) === 'allowed';
  const reads = (municipality: string | undefined): boolean =>
    may(caller, 'read-kaa-register', { organisations: [municipality] }) === 'allowed';
  const sees = (municipality: string): boolean =>
    may(caller, 'see-kaa-facts', { organisations: [municipality] }) === 'allowed';
  return {
    conditions: isConcerned ? view.conditions : [],
    spells: view.spells.filter(({ municipality }) => reads(municipality)),
    register: view.register.filter(({ municipality }) => reads(municipality)),
    responsible: reads(view.responsible) ? view.responsible ?? null : null,
    files: [...view.files.keys()].sort().flatMap((municipality) => {
      const opened = disclosed.get(municipality);
      if (sees(municipality)) return [youthFile(view, municipality)];
      return opened === undefined ? [] : [youthFile(view, municipality, opened)];
    }),
  };
};
