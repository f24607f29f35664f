import { Type } from '@sinclair/typebox';
import { eventKind } from '../shared/event.js';
import { CivilDateField, CodeField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';
import { inFile } from './codes.js';

const PartField = (description: string) => Type.Optional(TextLine(1_000, {
  description: `${description}. Nothing on health, crime, treatment or anybody else.`,
}));

/**
 * A version of the individual plan, with the seven parts that Skolverket asks for. The only free text in a
 * file: each version is in a stream of its own, so that it can be made unreadable apart from all the rest.
 */
export const PlanAdopted = eventKind('PlanAdopted', {
  version: 1, category: 'kaa', summary: 'A version of the individual plan, with its seven parts.',
  data: {
    ...inFile,
    goal: PartField('The planning and its goal'),
    youthDoes: PartField('What the youth is responsible for'),
    municipalityDoes: PartField('What the municipality is responsible for'),
    othersDo: PartField('What another actor is responsible for'),
    effortFrom: Type.Optional(CivilDateField('First day of the effort')),
    effortTo: Type.Optional(CivilDateField('The day after its last')),
    whyEnded: Type.Optional(CodeField([
      'goal-reached', 'began-education', 'began-work', 'youth-left', 'new-plan', 'no-longer-in-group',
      'other',
    ], 'Why the effort ended')),
    wordsConfirmed: Type.Optional(Type.Literal(true, {
      description: 'Words that may speak of what does not belong here were shown, and found in their place',
    })),
    followUps: Type.Optional(Type.Array(
      CivilDateField('A day of follow-up and evaluation'), { maxItems: 20 },
    )),
  },
});

export const planKinds = [PlanAdopted] as const;
