import type { Refusal } from '../../domain/shared/refusal.js';
import {
  type Action, accessRules, may, maySeeCategory, maySeeFact, mustBePermitted, permittedPart,
} from './access.js';
import { type Caller, type Role, roles, WHOLE_REGION } from './caller.js';

const caller = (role: Role | Role[], more: Partial<Caller> = {}): Caller =>
  ({ actor: 'a1', roles: [role].flat(), organisation: '1480', units: ['94353434'], ...more });

const all = { organisations: ['1480', '1481'], units: ['94353434', '11111111'] };
const own = { organisations: ['1480'], units: ['94353434'] };
const others = { organisations: ['1481'], units: ['11111111'] };

/**
 * The rule book, written a second time so that no line of it changes by accident: `all` whatever the owner,
 * `own` what is the caller's own, `-` nothing.
 */
const ruleBook = `
                          registrar officer economist viewer analyst auditor administrator
  register-person         all       -       -         -      -       -       all
  record-population-fact  -         -       -         -      -       -       all
  tell-persons-apart      own       -       -         -      -       -       all
  record-schooling-fact   own       -       -         -      -       -       all
  record-kaa-fact         -         own     -         -      -       -       all
  confirm-responsibility  -         own     -         -      -       -       all
  explain-sign            own       own     -         -      -       -       all
  ask-correction          -         own     own       -      -       -       all
  set-kaa-routine         -         own     -         -      -       -       all
  set-kaa-rules           -         own     -         -      -       -       all
  report-kaa              -         own     -         -      -       -       all
  publish-kaa-layout      -         -       -         -      -       -       all
  publish-prices          -         -       -         -      -       -       all
  set-agreement           -         -       own       -      -       -       all
  register-units          -         -       -         -      -       -       all
  send-delivery           -         -       -         -      -       -       all
  rebuild-projection      -         -       -         -      -       -       all
  erase-record            -         -       -         -      -       -       all
  decide-funding          -         -       own       -      -       -       all
  settle                  -         -       own       -      -       -       all
  find-person             all       all     all       all    -       all     all
  read-person             own       own     own       own    all     all     all
  read-caseload           own       own     own       own    all     all     all
  read-flags              own       -       -         -      all     all     all
  read-follow-up-list     -         own     -         own    all     all     all
  read-kaa-figures        -         own     -         own    all     all     all
  read-lookalikes         own       -       -         -      -       all     all
  read-late-moves         -         own     own       -      -       all     all
  read-reporting-delay    -         own     own       own    all     all     all
  read-kaa-register       -         own     -         -      -       all     all
  read-kaa-rules          -         all     -         -      -       all     all
  read-follow-up-notices  -         own     -         -      -       all     all
  read-economy-notices    -         -       own       -      -       all     all
  read-signs              own       own     -         -      -       all     all
  read-correction-requests  own     own     own       -      -       all     all
  read-early-signals      own       -       -         -      -       -       -
  read-early-signals-of-leavers  -  own     -         -      -       -       -
  read-cost               -         -       own       own    all     all     all
  decide-dispute          -         -       own       -      -       -       all
  read-silent-units       all       all     all       all    all     all     all
  read-agreements         -         -       all       all    all     all     all
  ask-what-if             -         -       own       -      all     all     all
  read-settlements        -         -       own       own    all     all     all
  read-person-trail       own       own     own       -      -       all     all
  read-whole-trail        -         -       -         -      -       all     all
  read-delivery           -         -       -         -      -       all     all
  read-projections        -         -       -         -      all     all     all
  verify-ledger           -         -       -         -      -       all     all
  see-identity            all       all     all       all    -       all     all
  see-protected-identity  -         -       -         -      -       all     all
  see-contact-facts       -         all     -         -      -       all     all
  see-schooling-facts     own       all     all       all    all     all     all
  see-kaa-facts           -         own     -         -      -       all     all
  see-attendance-facts    own       own     -         -      -       all     all
  see-access-log          -         -       -         -      -       all     all
  see-funding             -         -       own       -      -       all     all
  see-charges             -         -       own       -      -       all     all
  see-plain-facts         -         -       -         -      -       all     all
`;
const lines = ruleBook.trim().split('\n').slice(1).map((line) => line.trim().split(/\s+/));
const cells = lines.flatMap(([action, ...reach]) =>
  roles.map((role, index) => ({ action: action as Action, role, reach: reach[index]! })));

test('the rule book has a line for every action', () => {
  expect(lines.map(([action]) => action).sort()).toEqual(Object.keys(accessRules).sort());
});

test.each(cells)('$role, $action: $reach', ({ action, role, reach }) => {
  const refused = reach === '-' ? 'role-not-permitted' : expect.stringMatching(/^other-(organisation|unit)$/);
  expect(may(caller(role), action, others)).toEqual(reach === 'all' ? 'allowed' : refused);
  expect(may(caller(role), action, own)).toEqual(reach === '-' ? 'role-not-permitted' : 'allowed');
  expect(may(caller(role), action)).toEqual(reach === 'all' ? 'allowed' : refused);
});

describe('owners', () => {
  test('a registrar reaches own units only, whatever the municipality they lie in', () => {
    const atOtherUnit = { organisations: ['1480'], units: ['11111111'] };
    expect(may(caller('registrar'), 'record-schooling-fact', atOtherUnit)).toBe('other-unit');
  });

  test('a follow-up officer reaches the own municipality only, whatever units the token names', () => {
    const verdict = may(caller('follow-up-officer'), 'record-kaa-fact', { ...others, units: ['94353434'] });
    expect(verdict).toBe('other-organisation');
  });

  test('staff of the whole region reach every municipality, with their role and no more', () => {
    const economist = caller('economist', { organisation: WHOLE_REGION });
    expect(may(economist, 'read-cost', others)).toBe('allowed');
    expect(may(economist, 'see-kaa-facts', others)).toBe('role-not-permitted');
  });

  test('a registrar of the whole region still needs units', () => {
    const registrar = caller('registrar', { organisation: WHOLE_REGION, units: [] });
    expect(may(registrar, 'record-schooling-fact', own)).toBe('other-unit');
  });

  test('two roles add up, each with its own reach', () => {
    const both = caller(['economist', 'follow-up-officer']);
    expect(may(both, 'see-kaa-facts', own)).toBe('allowed');
    expect(may(both, 'see-kaa-facts', others)).toBe('other-organisation');
    expect(may(both, 'read-cost', own)).toBe('allowed');
  });

  test('without a role nothing is allowed', () => {
    const nobody = caller([]);
    expect(cells.filter(({ action }) => may(nobody, action, all) === 'allowed')).toEqual([]);
  });
});

describe('the permitted part of a list', () => {
  const codeOf = (act: () => unknown): string | undefined => {
    try {
      act();
      return undefined;
    } catch (error) {
      return (error as Refusal).code;
    }
  };

  test('what was asked for, where everything is permitted', () => {
    expect(permittedPart(caller('auditor'), 'read-caseload', { unit: '1' })).toEqual({ unit: '1' });
    expect(permittedPart(caller('auditor'), 'read-caseload', {})).toEqual({});
  });

  test('the own municipality, where none is named', () => {
    expect(permittedPart(caller('viewer'), 'read-caseload', { unit: '1' }))
      .toEqual({ organisation: '1480', unit: '1' });
  });

  test('never another municipality', () => {
    expect(codeOf(() => permittedPart(caller('viewer'), 'read-caseload', { organisation: '1481' })))
      .toBe('other-organisation');
  });

  test('all units of a registrar, or one of them that is named', () => {
    const two = caller('registrar', { units: ['1', '2'] });
    expect(permittedPart(two, 'read-caseload', {})).toEqual({ units: ['1', '2'] });
    expect(permittedPart(two, 'read-caseload', { unit: '2' })).toEqual({ unit: '2' });
    expect(codeOf(() => permittedPart(two, 'read-caseload', { unit: '3' }))).toBe('other-unit');
  });

  test('nothing for a role that may not read the list', () => {
    expect(codeOf(() => permittedPart(caller('registrar'), 'read-cost', {}))).toBe('role-not-permitted');
  });
});

describe('facts in the trail', () => {
  test('an economist sees no KAA fact, of the own municipality neither', () => {
    expect(maySeeFact(caller('economist'), 'kaa', own)).toBe(false);
    expect(maySeeFact(caller('economist'), 'schooling', own)).toBe(true);
  });

  test('a follow-up officer sees KAA facts of the own municipality only', () => {
    expect(maySeeFact(caller('follow-up-officer'), 'kaa', own)).toBe(true);
    expect(maySeeFact(caller('follow-up-officer'), 'kaa', others)).toBe(false);
  });

  test('whole categories are left out where nothing of them may be seen', () => {
    expect(maySeeCategory(caller('economist'), 'kaa')).toBe(false);
    expect(maySeeCategory(caller('follow-up-officer'), 'kaa')).toBe(true);
  });

  test('a registrar sees schooling facts of own units only', () => {
    expect(maySeeFact(caller('registrar'), 'document', own)).toBe(true);
    expect(maySeeFact(caller('registrar'), 'schooling', others)).toBe(false);
  });
});

test('a refusal names no caller and no owner', () => {
  expect(() => mustBePermitted(caller('viewer'), 'read-caseload', others))
    .toThrow('Your role reaches only what belongs to your own organisation.');
});
