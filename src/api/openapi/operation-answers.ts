import { type TProperties, Type } from '@sinclair/typebox';
import { count, flag, list, next, oneOf, optional, position, shape, text } from './shape.js';

// What answers about the service itself consist of.

const lag: TProperties = {
  name: text(), state: oneOf(['catching-up', 'live', 'rebuilding', 'failing']),
  lagEvents: count('Events it has not taken in yet; 10000 are that many or more'),
  lagSeconds: Type.Number({ minimum: 0, description: 'Age of the oldest of them' }),
};

export const liveShape = shape({ status: oneOf(['live']) });
export const readyShape = shape({
  status: oneOf(['ready', 'not-ready']),
  missing: list(oneOf(['ledger', 'vault', 'fence-journal', 'read-store', 'read-models', 'projector'],
    'What does not answer, fails or is far behind; `projector`: what makes read models in this process')),
  head: optional(position('The newest event, if the ledger answers; empty in an empty ledger')),
  readModels: list(shape(lag)),
});

export const projectionsShape = shape({
  head: position(),
  projections: list(shape({
    ...lag, version: count('Version of the code'), checkpoint: position('Everything up to here is in it'),
    parked: count('Subjects set aside'), problem: optional(text('Why it fails')),
  })),
  rebuild: optional(shape({ done: count('Events'), total: count() }, 'A rebuild under way')),
});

export const rebuildShape = shape({
  reports: list(shape({
    name: text(), equal: count(), missing: count('Only in the old'), extra: count('Only in the new'),
    different: count(), examples: list(text(), 'Some of the keys that differ'),
  })),
});

export const parkedShape = shape({
  items: list(shape({ projection: text(), key: text(), position: position(), reason: text() })),
  next,
});

export const redriveShape = shape({ folded: flag('Whether it is folded now') });

export const verificationShape = shape({
  events: count(), streams: count(), erasedEvents: count(),
  findings: list(shape({ position: position(), kind: text() }), 'What is not as it must be'),
});
