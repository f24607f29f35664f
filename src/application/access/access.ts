import type { Category } from '../../domain/shared/event.js';
import { refuse } from '../../domain/shared/refusal.js';
import { type Caller, type Role, WHOLE_REGION } from './caller.js';

/** How much of something a role reaches: all of it, or what belongs to the caller's organisation or units. */
type Scope = 'any' | 'own-organisation' | 'own-units';

type Rule = Partial<Record<Role, Scope>>;

const administered: Rule = { administrator: 'any' };
const overseen: Rule = { auditor: 'any', administrator: 'any' };
const analysed: Rule = { analyst: 'any', ...overseen };

/**
 * Who may do what. What is not written here is forbidden. This is the one place where access is decided;
 * docs/reference/access.md is made from it.
 */
export const accessRules = {
  'register-person': { registrar: 'any', ...administered },
  'record-population-fact': administered,
  'tell-persons-apart': { registrar: 'own-units', ...administered },
  'record-schooling-fact': { registrar: 'own-units', ...administered },
  'record-kaa-fact': { 'follow-up-officer': 'own-organisation', ...administered },
  'confirm-responsibility': { 'follow-up-officer': 'own-organisation', ...administered },
  'explain-sign': { registrar: 'own-units', 'follow-up-officer': 'own-organisation', ...administered },
  'ask-correction': {
    'follow-up-officer': 'own-organisation', economist: 'own-organisation', ...administered,
  },
  'set-kaa-routine': { 'follow-up-officer': 'own-organisation', ...administered },
  'set-kaa-rules': { 'follow-up-officer': 'own-organisation', ...administered },
  'report-kaa': { 'follow-up-officer': 'own-organisation', ...administered },
  'publish-kaa-layout': administered,
  'publish-prices': administered,
  'set-agreement': { economist: 'own-organisation', ...administered },
  'register-units': administered,
  'send-delivery': administered,
  'rebuild-projection': administered,
  'erase-record': administered,
  'decide-dispute': { economist: 'own-organisation', ...administered },
  'decide-funding': { economist: 'own-organisation', ...administered },
  'settle': { economist: 'own-organisation', ...administered },

  'find-person': {
    registrar: 'any', 'follow-up-officer': 'any', economist: 'any', viewer: 'any', ...overseen,
  },
  'read-person': {
    registrar: 'own-units', 'follow-up-officer': 'own-organisation', economist: 'own-organisation',
    viewer: 'own-organisation', ...analysed,
  },
  'read-caseload': {
    registrar: 'own-units', 'follow-up-officer': 'own-organisation', economist: 'own-organisation',
    viewer: 'own-organisation', ...analysed,
  },
  'read-flags': { registrar: 'own-units', ...analysed },
  'read-lookalikes': { registrar: 'own-units', ...overseen },
  'read-follow-up-list': {
    'follow-up-officer': 'own-organisation', viewer: 'own-organisation', ...analysed,
  },
  'read-kaa-figures': {
    'follow-up-officer': 'own-organisation', viewer: 'own-organisation', ...analysed,
  },
  'read-late-moves': {
    'follow-up-officer': 'own-organisation', economist: 'own-organisation', ...overseen,
  },
  'read-kaa-register': { 'follow-up-officer': 'own-organisation', ...overseen },
  'read-kaa-rules': { 'follow-up-officer': 'any', ...overseen },
  'read-follow-up-notices': { 'follow-up-officer': 'own-organisation', ...overseen },
  'read-economy-notices': { economist: 'own-organisation', ...overseen },
  'read-signs': { registrar: 'own-units', 'follow-up-officer': 'own-organisation', ...overseen },
  'read-correction-requests': {
    registrar: 'own-units', 'follow-up-officer': 'own-organisation', economist: 'own-organisation',
    ...overseen,
  },
  'read-early-signals': { registrar: 'own-units' },
  'read-early-signals-of-leavers': { 'follow-up-officer': 'own-organisation' },
  'read-cost': { economist: 'own-organisation', viewer: 'own-organisation', ...analysed },
  'read-reporting-delay': {
    'follow-up-officer': 'own-organisation', economist: 'own-organisation', viewer: 'own-organisation',
    ...analysed,
  },
  'read-silent-units': {
    registrar: 'any', 'follow-up-officer': 'any', economist: 'any', viewer: 'any', ...analysed,
  },
  'read-agreements': { economist: 'any', viewer: 'any', ...analysed },
  'ask-what-if': { economist: 'own-organisation', ...analysed },
  'read-settlements': { economist: 'own-organisation', viewer: 'own-organisation', ...analysed },
  'read-person-trail': {
    registrar: 'own-units', 'follow-up-officer': 'own-organisation', economist: 'own-organisation',
    ...overseen,
  },
  'read-whole-trail': overseen,
  'read-delivery': overseen,
  'read-projections': analysed,
  'verify-ledger': overseen,

  'see-identity': {
    registrar: 'any', 'follow-up-officer': 'any', economist: 'any', viewer: 'any', ...overseen,
  },
  'see-protected-identity': overseen,
  'see-contact-facts': { 'follow-up-officer': 'any', ...overseen },
  'see-schooling-facts': {
    registrar: 'own-units', 'follow-up-officer': 'any', economist: 'any', viewer: 'any', ...analysed,
  },
  'see-kaa-facts': { 'follow-up-officer': 'own-organisation', ...overseen },
  'see-attendance-facts': {
    registrar: 'own-units', 'follow-up-officer': 'own-organisation', ...overseen,
  },
  'see-access-log': overseen,
  'see-funding': { economist: 'own-organisation', ...overseen },
  'see-charges': { economist: 'own-organisation', ...overseen },
  'see-plain-facts': overseen,
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof accessRules;

/** Whose something is: municipality codes and principal ids, and school units. */
export interface Ownership {
  readonly organisations?: readonly (string | undefined)[];
  readonly units?: readonly (string | undefined)[];
}

export type AccessRefusal = 'role-not-permitted' | 'other-organisation' | 'other-unit';
export type Verdict = 'allowed' | AccessRefusal;

const reaches = (scope: Scope, caller: Caller, { organisations = [], units = [] }: Ownership): boolean => {
  if (scope === 'any') return true;
  if (scope === 'own-units') return caller.units.some((unit) => units.includes(unit));
  return caller.organisation === WHOLE_REGION || organisations.includes(caller.organisation);
};

const scopesOf = (caller: Caller, action: Action): Scope[] => {
  const rule: Rule = accessRules[action];
  return caller.roles.flatMap((role) => rule[role] ?? []);
};

/** Whether a caller may do something to what is somebody's; without an owner only scope `any` reaches it. */
export const may = (caller: Caller, action: Action, ownership: Ownership = {}): Verdict => {
  const scopes = scopesOf(caller, action);
  if (scopes.length === 0) return 'role-not-permitted';
  if (scopes.some((scope) => reaches(scope, caller, ownership))) return 'allowed';
  return scopes.includes('own-organisation') ? 'other-organisation' : 'other-unit';
};

const reasons: Record<AccessRefusal, (action: Action) => string> = {
  'role-not-permitted': (action) =>
    `It takes one of these roles: ${Object.keys(accessRules[action]).join(', ')}.`,
  'other-organisation': () => 'Your role reaches only what belongs to your own organisation.',
  'other-unit': () => 'Your role reaches only what belongs to your own school units.',
};

/** Refuses what the caller may not do. */
export const mustBePermitted = (caller: Caller, action: Action, ownership: Ownership = {}): void => {
  const verdict = may(caller, action, ownership);
  if (verdict !== 'allowed') refuse(verdict, undefined, reasons[verdict](action));
};

/** Refuses whoever has no role that may do this, to whatever it is. */
export const mustHaveRoleFor = (caller: Caller, action: Action): void => {
  if (scopesOf(caller, action).length > 0) return;
  refuse('role-not-permitted', undefined, reasons['role-not-permitted'](action));
};

/** What a list is limited to. */
export interface Limits {
  readonly organisation?: string;
  readonly unit?: string;
  readonly units?: readonly string[];
}

/**
 * The part of a list that a caller may see: what was asked for, where it is theirs; the caller's own
 * organisation or units where nothing was said. Refuses everything else.
 */
export const permittedPart = (caller: Caller, action: Action, asked: Limits): Limits => {
  const theirs: Ownership = { organisations: [asked.organisation], units: [asked.unit] };
  if (may(caller, action, theirs) === 'allowed') return asked;
  const scopes = scopesOf(caller, action);
  if (scopes.includes('own-organisation') && asked.organisation === undefined) {
    return { ...asked, organisation: caller.organisation };
  }
  if (scopes.includes('own-units') && asked.unit === undefined) return { ...asked, units: caller.units };
  mustBePermitted(caller, action, theirs);
  return asked;
};

const seeing: Record<Category, Action> = {
  person: 'see-identity', contact: 'see-contact-facts', protection: 'see-contact-facts',
  schooling: 'see-schooling-facts', document: 'see-schooling-facts',
  attendance: 'see-attendance-facts', kaa: 'see-kaa-facts', kaaread: 'see-access-log',
  kaaroutine: 'see-plain-facts', funding: 'see-funding', charge: 'see-charges', pricelist: 'see-plain-facts',
  agreement: 'see-plain-facts',
  kaareport: 'see-plain-facts', look: 'see-plain-facts',
  schoolregister: 'see-plain-facts', delivery: 'see-plain-facts', settlement: 'see-plain-facts',
};

/** Whether there are facts of a category that the caller may see. */
export const maySeeCategory = (caller: Caller, category: Category): boolean =>
  scopesOf(caller, seeing[category]).length > 0;

/** Whether a caller who may read a trail at all may see this fact in it. */
export const maySeeFact = (caller: Caller, category: Category, ownership: Ownership): boolean =>
  may(caller, seeing[category], ownership) === 'allowed';

/** What kind of source a fact comes from; about a person, the population register goes before others. */
export type Source = 'population-register' | 'school-system' | 'case-worker';

/**
 * In whose name a caller says a fact: in that of the kind of source they are, whatever they would like to be.
 * Only an administrator may transcribe what another source said.
 */
export const sourceOf = (caller: Caller, own: Source, asked: Source = own): Source => {
  if (asked === own || caller.roles.includes('administrator')) return asked;
  return refuse('role-not-permitted', 'source', 'Only an administrator may speak for another source.');
};
