import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, CodeField, MunicipalityField } from '../shared/fields.js';

/**
 * That somebody read of a youth: who, and for whom, stands in the metadata as for every event. A record class
 * of its own, since it is about the readers too and does not share the fate of the file.
 */
export const FileRead = eventKind('FileRead', {
  version: 1, category: 'kaaread', summary: 'Somebody read what the activity responsibility has of a youth.',
  data: {
    validOn: CivilDateField('The day of the reading'),
    how: CodeField(['file', 'person', 'trail', 'extract'], 'In which answer it was'),
    municipalities: Type.Array(MunicipalityField, { description: 'Whose files something was shown of' }),
  },
});

export const readKinds = [FileRead] as const;
export type ReadEvent = EventOf<typeof FileRead>;
