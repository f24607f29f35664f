import { addDays, type CivilDate, earlier, later } from '../shared/civil-date.js';
import { covers, type Period } from '../shared/period.js';
import type { KaaFile } from './file.js';

/** When somebody is to be heard of again; a municipality's defaults. */
export interface FollowUpIntervals {
  /** From the first day outside, or the first on which the register no longer waits, to the first try. */
  readonly firstTryDays: number;
  /** From one contact to the next. */
  readonly contactDays: number;
  /** From an attempt in vain to the next. */
  readonly retryDays: number;
  /** In the autumn, when most come new, whoever answers not is tried again sooner. */
  readonly autumn: { readonly from: string; readonly through: string; readonly retryDays: number };
}

export const defaultIntervals: FollowUpIntervals = {
  firstTryDays: 14, contactDays: 90, retryDays: 21,
  autumn: { from: '08-15', through: '10-31', retryDays: 10 },
};

type Waiting = Period & { readonly waitsUntil?: CivilDate };

/**
 * The day by which something is to be done about a youth while a spell lasts: the first reminder that is
 * open, or what the intervals say, whichever is earlier. Nothing is due after the spell.
 */
export const dueIn = (
  spell: Waiting, file: Pick<KaaFile, 'contacts' | 'attempts' | 'reminders'>, intervals = defaultIntervals,
): CivilDate | undefined => {
  const set = file.reminders.filter(({ settledOn }) => settledOn === undefined).map(({ due }) => due);
  const due = [...set, nextTry(spell, file, intervals)].reduce(earlier);
  return due < spell.to ? due : undefined;
};

const nextTry = (
  spell: Waiting, file: Pick<KaaFile, 'contacts' | 'attempts'>,
  { firstTryDays, contactDays, retryDays, autumn }: FollowUpIntervals,
): CivilDate => {
  const lastIn = (days: readonly { readonly on: CivilDate }[]): CivilDate =>
    days.filter(({ on }) => covers(spell, on)).at(-1)?.on ?? '';
  const [contact, attempt] = [lastIn(file.contacts), lastIn(file.attempts)];
  const isNew = contact === '' && attempt === '';
  if (isNew) return addDays(later(spell.from, spell.waitsUntil ?? ''), firstTryDays);
  if (contact >= attempt) return addDays(contact, contactDays);
  const isAutumn = attempt.slice(5) >= autumn.from && attempt.slice(5) <= autumn.through;
  return addDays(attempt, isAutumn ? autumn.retryDays : retryDays);
};
