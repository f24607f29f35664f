import { Type } from '@sinclair/typebox';
import { eventKind } from '../shared/event.js';
import {
  CivilDateField, CodeField, MunicipalityField, PayerField, SourceField, TargetField, times, UnitField,
} from '../shared/fields.js';

/**
 * What may be claimed of the state: a started period of four weeks, what an independent school is paid, or an
 * extra cost, for asylum seekers; a term, for pupils whom the state pays for.
 */
export const CLAIM_KINDS = ['four-weeks', 'grant', 'extra-cost', 'term'] as const;

const ClaimantField = {
  ...PayerField, description: 'Who claims: a municipality, or the principal of a school that the state pays',
};
const code = (description: string, example: string) =>
  Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$', description, examples: [example] });

/** Extra costs (särskilda kostnader) are compensated after special assessment (SFS 2017:193). */
export const ExtraCostIncurred = eventKind('ExtraCostIncurred', {
  version: 1, category: 'funding',
  summary: 'A municipality had an extra cost for a pupil who seeks asylum, which it may claim of the state.',
  data: {
    ...times, source: SourceField, municipality: { ...MunicipalityField, description: 'Whose cost' },
    unit: UnitField,
    what: code('What it was for, as a code, never free text', 'interpreter'),
    ore: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  },
});

/** Sent to the agency that pays: the Migration Agency, or that for education. */
export const StateClaimSent = eventKind('StateClaimSent', {
  version: 1, category: 'funding', summary: 'What may be claimed of the state for a pupil was claimed.',
  data: {
    ...times, source: SourceField, municipality: ClaimantField,
    claim: CodeField(CLAIM_KINDS, 'What is claimed'),
    from: CivilDateField('First day that it is for'), to: CivilDateField('The day after the last'),
    ore: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: 'How much was claimed' }),
    reference: Type.Optional(Type.String({
      pattern: '^[0-9A-Za-z][0-9A-Za-z./-]{0,40}$', description: 'Number of the application or case',
      examples: ['2026-1234'],
    })),
  },
});

export const StateClaimAnswered = eventKind('StateClaimAnswered', {
  version: 1, category: 'funding', summary: 'The state granted a claim, or a part of it, or refused it.',
  data: {
    ...times, source: SourceField, municipality: ClaimantField,
    answers: { ...TargetField, description: 'Event by which it was claimed' },
    grantedOre: Type.Integer({
      minimum: 0, maximum: 1_000_000_000, description: 'How much is paid; none where it was refused',
    }),
    reason: Type.Optional(code('Why not all of it, as a code', 'sent-too-late')),
  },
});

export const claimKinds = [ExtraCostIncurred, StateClaimSent, StateClaimAnswered] as const;
