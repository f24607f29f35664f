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

What belongs to no municipality is **own** to \`region\` alone: a \`decide-dispute\`, and a
\`confirm-responsibility\`, since it lets a municipality read of a youth under protected registration, which
none may do for itself. What is written in the file of a youth (\`record-kaa-fact\`) is **own** where the file
is kept for the organisation in the token, and the youth belongs there, has belonged or will, or the file was
disclosed to it; or it keeps a file on the youth already; or nobody ever said where the youth lives or stays,
nothing is protected and nothing was erased. Whoever keeps a file reads it. What a school is asked
(\`ask-correction\`) is **own** where the person belongs to the organisation, has belonged or will; for an
officer also where a file may be kept. Two persons are told apart (\`tell-persons-apart\`) by **units** where
either is or was.

${table(['action', ...roles], Object.entries(accessRules).map(row))}

Lists are limited to what the caller may see; asking for somebody else's part is a problem
([\`other-organisation\` or \`other-unit\`](problems.md)), not an empty list. A person's page leaves out what
the role does not see and names it in \`withheld\`.
`;
