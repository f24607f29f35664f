import { readModels } from '../../.build/src/composition/read-models.js';
import { categories, eventKinds } from '../../.build/src/domain/catalogue.js';
import {
  CIVIL_DATE_PATTERN, INSTANT_PATTERN, ObservedField, SourceField, times,
} from '../../.build/src/domain/shared/fields.js';
import { isTextLine } from '../../.build/src/domain/shared/text-line.js';
import { code, MADE, table } from './markdown.mjs';

const OPTIONAL = Symbol.for('TypeBox.Optional');

const literalsOf = ({ anyOf = [] }) => anyOf.flatMap((each) => ('const' in each ? [each.const] : []));

const textForm = ({ pattern, format, minLength = 0, maxLength }) => {
  if (format) return format;
  if (pattern === CIVIL_DATE_PATTERN) return 'day';
  if (pattern === INSTANT_PATTERN) return 'instant';
  if (isTextLine({ pattern })) return `a line of text, ${minLength} to ${maxLength} characters`;
  if (pattern) return `text like ${code(pattern)}`;
  return maxLength === undefined ? 'text' : `text, ${minLength} to ${maxLength} characters`;
};

const integerForm = ({ minimum, maximum }) =>
  `integer${minimum === undefined ? '' : ` from ${minimum}`}${maximum === undefined ? '' : ` to ${maximum}`}`;

const isObjects = ({ anyOf = [] }) => anyOf.some(({ properties }) => properties);

/** What may stand in a field, in words. */
const formOf = (schema) => {
  if ('const' in schema) return code(JSON.stringify(schema.const));
  if (isObjects(schema)) return `one of ${schema.anyOf.length} forms of object`;
  const literals = literalsOf(schema);
  const others = (schema.anyOf ?? []).filter((each) => !('const' in each)).map(formOf);
  if (schema.anyOf) return [...others, ...literals.map((each) => code(JSON.stringify(each)))].join(' or ');
  if (schema.type === 'array') return `list of at most ${schema.maxItems}`;
  if (schema.type === 'integer') return integerForm(schema);
  return schema.type === 'string' ? textForm(schema) : schema.type;
};

/** A row for each field, those within objects and lists included. */
const fieldRows = ({ properties }, prefix = '') => Object.entries(properties).flatMap(([name, schema]) => {
  const path = `${prefix}${name}${schema.type === 'array' ? '[]' : ''}`;
  const isOptional = schema[OPTIONAL] === 'Optional';
  const own = [code(path), isOptional ? '' : 'yes', formOf(schema), schema.description];
  const inner = schema.type === 'array' ? schema.items : schema;
  const forms = isObjects(inner) ? inner.anyOf : [inner].filter((each) => each.properties);
  return [own, ...forms.flatMap((each) => fieldRows(each, `${path}.`))];
});

const fieldTable = (properties) =>
  table(['field', 'always there', 'form', 'meaning'], fieldRows({ properties }));

/** Fields that many kinds have in the same form and meaning; they are described once. */
const shared = { ...times, source: SourceField, observed: ObservedField };

const isShared = ([name, schema]) => JSON.stringify(schema) === JSON.stringify(shared[name]);

const kindSection = ({ type, version, summary, schema }) => {
  const fields = Object.entries(schema.properties);
  const own = fields.filter((field) => !isShared(field));
  const others = fields.filter(isShared).map(([name]) => code(name));
  const parts = [`### ${type}`, `${summary} Version ${version}.`];
  if (own.length > 0) parts.push(fieldTable(Object.fromEntries(own)));
  if (others.length > 0) parts.push(`Shared: ${others.join(', ')}.`);
  return `${parts.join('\n\n')}\n`;
};

const about = ({ recordClass, sealed }) => `Record class ${code(recordClass)}; ${sealed
  ? 'sealed under a key of its own stream.' : 'about no person, in the clear.'}`;

const categorySection = ([category, rules]) => `## ${category}

${rules.summary}. ${about(rules)}

${eventKinds.filter((kind) => kind.category === category).map(kindSection).join('\n')}`;

const classRow = ([category, { recordClass, sealed, summary }]) =>
  [code(category), code(recordClass), sealed ? 'yes' : 'no', summary];

/** What a read model keeps is of the record classes of the events that it handles, or reads them against. */
const modelRow = ({ name, version, handles, references }) => {
  const kinds = [...handles, ...references.flatMap((each) => each.handles)];
  const classes = kinds.flatMap(({ category }) => categories[category]?.recordClass ?? []);
  return [code(name), version, [...new Set(classes)].map(code).join(', ')];
};

const erasure = eventKinds.filter(({ category }) => category === 'erasure');

/** Every kind of event: the catalogue for people. */
export const eventsPage = () => `# Events

${MADE} The catalogue is \`src/domain/catalogue.ts\`.

Everything the ledger knows is one of these ${eventKinds.length} kinds of event. What was recorded is never
changed; a withdrawal is an event of its own. Around the facts (\`data\`) each event has:

| part | meaning |
|---|---|
| \`position\` | place in the whole ledger: opaque, comparable |
| \`stream\`, \`revision\` | category and random id; place in it, from 0 |
| \`id\` | derived from the command and the event's place in it, so that a repetition is recognised |
| \`type\`, \`version\` | what happened, and the version of its shape |
| \`recordedAt\` | when the ledger took it |
| \`meta\` | actor, organisation, command, correlation and cause, delivery and line; ids only |

\`data\` of streams about a person is [sealed](../explanation/sealing.md); what surrounds it is in the clear
and never personal. \`validOn\`, \`reportedAt\` and \`recordedAt\` are
[the three times](../explanation/three-times.md).

A day is a civil date in Europe/Stockholm, as \`2026-03-16\`; an instant is in UTC, as
\`2026-04-08T07:30:00Z\`. A line of text holds no control characters. Money is in whole öre.

## Shared fields

${fieldTable(shared)}

## Record classes

A stream holds facts of one record class about one case of one person. Retention is decided on record classes,
which is why they are kept apart ([ADR 0001](../adr/0001-streams-by-record-class.md)).

${table(['category', 'record class', 'sealed', 'what it holds'], Object.entries(categories).map(classRow))}

What read models keep, and of which record classes. All of it is made anew from the ledger, and what is
erased is forgotten there; the audit trail keeps where events are, and nothing that they say.

${table(['read model', 'version', 'record classes'], readModels().map(modelRow))}

${Object.entries(categories).map(categorySection).join('\n')}
## The end of a stream

The last event of an erased stream of any category, in the clear.

${erasure.map(kindSection).join('\n')}`;
