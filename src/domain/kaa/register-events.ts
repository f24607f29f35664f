import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, CodeField, MunicipalityField } from '../shared/fields.js';
import { CONDITIONS } from './condition-names.js';
import { ENTRIES, EXITS } from './spell-codes.js';

/**
 * The register as it is kept: what a policy records where the spells that follow from the facts are not those
 * that stand in a municipality's file. Each event says the whole spell as it is from then on, and the highest
 * revision of a spell holds, so that the order in which they are read plays no part.
 */
const ofSpell = {
  validOn: CivilDateField('The day it is about: that of the beginning or, where a spell closes, the end'),
  municipality: MunicipalityField,
  spell: Type.String({ format: 'uuid', description: 'What the spell is known by in the register' }),
  revision: Type.Integer({ minimum: 1, description: 'How many events the spell has had, with this one' }),
  from: CivilDateField('First day of the spell'),
  to: Type.Optional(CivilDateField('The day after its last; none while it is open')),
  began: CodeField(ENTRIES, 'How it began'),
  ended: Type.Optional(CodeField(EXITS, 'How it ended')),
  decidedBy: Type.Array(Type.String({ format: 'uuid' }), { description: 'The events that decide it' }),
};

export const SpellOpened = eventKind('SpellOpened', {
  version: 1, category: 'kaa', summary: 'A youth came into the register of a municipality.', data: ofSpell,
});

export const SpellClosed = eventKind('SpellClosed', {
  version: 1, category: 'kaa', summary: 'A youth left the register of a municipality.', data: ofSpell,
});

export const SpellCorrected = eventKind('SpellCorrected', {
  version: 1, category: 'kaa',
  summary: 'A spell in the register has other boundaries or reasons than was recorded, or goes on.',
  data: ofSpell,
});

export const SpellVoided = eventKind('SpellVoided', {
  version: 1, category: 'kaa',
  summary: 'A spell should never have been in the register; it counts no more and stands in no report.',
  data: {
    ...ofSpell,
    why: CodeField([...CONDITIONS, 'not-responsible', 'awaiting-start', 'part-of-another'],
      'Which condition did not hold on its first day, or what else was wrong'),
  },
});

export const registerKinds = [SpellOpened, SpellClosed, SpellCorrected, SpellVoided] as const;
export type RegisterEvent = EventOf<(typeof registerKinds)[number]>;
