import { settings } from '../../.build/src/infrastructure/configuration/configuration.js';
import { code, MADE, table } from './markdown.mjs';

const row = ({ variable, fallback, must, secret, summary }) =>
  [code(variable), code(fallback), `${must}${secret ? ' (secret, never printed)' : ''}`, summary];

const filed = Object.values(settings).filter(({ mayBeInFile }) => mayBeInFile)
  .map(({ variable }) => code(`${variable}_FILE`));

/** Every setting, as the code reads it. */
export const configurationPage = () => `# Configuration

${MADE}

All settings are environment variables. They are checked together when the server starts: everything that is
wrong is told at once, and a variable that begins with \`LIGGARE_\` and is not in this table is an error,
since it may be misspelt. What holds is logged at the start, without secrets.

${table(['variable', 'default', 'must be', 'what it is for'], Object.values(settings).map(row))}

Some secrets can lie in a file instead, named by ${filed.join(' or ')}: say one of the two.

An outside issuer of tokens is named by all three of its variables or by none; see
[tokens](../how-to/token-issuer.md).
`;
