import { addDays, type CivilDate, earlier, later } from '../shared/civil-date.js';
import { covers, type Period } from '../shared/period.js';
import type { AttemptChannel } from './contact-events.js';
import type { KaaFile } from './file.js';
import { assumedRoutine, type KaaRoutine } from './routine.js';

type Waiting = Period & { readonly waitsUntil?: CivilDate };
type Tried = Pick<KaaFile, 'contacts' | 'attempts'>;

/** The routine of the municipality on a day: what is counted goes by that of the day it is counted from. */
type RoutineThen = (day: CivilDate) => KaaRoutine;

const assumed: RoutineThen = () => assumedRoutine;

/**
 * The day by which something is to be done about a youth while a spell lasts: the first reminder that is
 * open, or what the routine says, whichever is earlier. Nothing is due after the spell.
 */
export const dueIn = (
  spell: Waiting, file: Tried & Pick<KaaFile, 'reminders'>, routineOn: RoutineThen = assumed,
): CivilDate | undefined => {
  const set = file.reminders.filter(({ settledOn }) => settledOn === undefined).map(({ due }) => due);
  const due = [...set, nextTry(spell, file, routineOn)].reduce(earlier);
  return due < spell.to ? due : undefined;
};

/** Contacts within a spell, and the attempts since the last of them. */
const sinceContact = (spell: Period, { contacts, attempts }: Tried) => {
  const contact = contacts.filter(({ on }) => covers(spell, on)).at(-1);
  const since = attempts.filter(({ on }) => covers(spell, on) && on > (contact?.on ?? ''));
  return { contact, attempts: since };
};

/** The day that the next try is counted from: that of the last attempt or contact, or the spell's own. */
const countedFrom = (spell: Waiting, file: Tried): CivilDate => {
  const { contact, attempts } = sinceContact(spell, file);
  return attempts.at(-1)?.on ?? contact?.on ?? later(spell.from, spell.waitsUntil ?? '');
};

const nextTry = (spell: Waiting, file: Tried, routineOn: RoutineThen): CivilDate => {
  const { contact, attempts } = sinceContact(spell, file);
  const from = countedFrom(spell, file);
  const { firstTryDays, contactDays, retryDays, autumn } = routineOn(from);
  if (attempts.length === 0) return addDays(from, contact ? contactDays : firstTryDays);
  const isAutumn = from.slice(5) >= autumn.from && from.slice(5) <= autumn.through;
  return addDays(from, isAutumn ? autumn.retryDays : retryDays);
};

/**
 * How to try next: as the last contact was made; else the first step of the routine that was not tried in
 * vain since; else, once all were, the one tried longest ago. Guardians are for those under 18.
 */
export const nextStepIn = (
  spell: Waiting, file: Tried, { isOfAge }: { readonly isOfAge: boolean }, routineOn: RoutineThen = assumed,
): AttemptChannel | undefined => {
  const { contact, attempts } = sinceContact(spell, file);
  if (contact && attempts.length === 0) return contact.channel;
  const steps = routineOn(countedFrom(spell, file)).steps
    .filter((step) => step !== 'guardian' || !isOfAge);
  const triedOn = (step: AttemptChannel): CivilDate =>
    attempts.findLast(({ channel }) => channel === step)?.on ?? '';
  return [...steps].sort((a, b) => (triedOn(a) < triedOn(b) ? -1 : Number(triedOn(a) > triedOn(b))))[0];
};
