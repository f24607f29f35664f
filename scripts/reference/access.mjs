import { accessRules } from '../../.build/src/application/access/access.js';
import { roles } from '../../.build/src/application/access/caller.js';
import { code, MADE, table } from './markdown.mjs';

const scopes = { any: 'all', 'own-organisation': 'own', 'own-units': 'units' };

const row = ([action, rule]) => [code(action), ...roles.map((role) => scopes[rule[role]] ?? '')];

/** Who may do what: one row per action, one column per role. */
export const accessPage = () => `# Who may do what

${MADE} The rules stand in one place, \`src/application/access/access.ts\`;
what is not in them is forbidden.

**all**: without limit. **own**: what belongs to the organisation in the token, or everything where that is
\`region\`. **units**: what belongs to the school units in the token. An empty cell: not at all.

${table(['action', ...roles], Object.entries(accessRules).map(row))}

Lists are limited to what the caller may see; asking for somebody else's part is a problem
([\`other-organisation\` or \`other-unit\`](problems.md)), not an empty list. A person's page leaves out what
the role does not see and names it in \`withheld\`.
`;
