import { createProgram } from '../../.build/src/cli/program.js';
import { MADE } from './markdown.mjs';

const helpOf = (command) => {
  let text = '';
  command.configureOutput({ writeOut: (piece) => { text += piece; } }).outputHelp();
  return text.trim();
};

const GLOBAL = /\n\nGlobal Options:\n(?: .*\n?)+/; // on the page they stand once, with the program itself

const section = (heading, command) =>
  `## ${heading}\n\n\`\`\`\n${helpOf(command).replace(GLOBAL, '\n')}\n\`\`\`\n`;

/** A command and the commands below it. */
const sections = (name, command) =>
  [section(name, command), ...command.commands.flatMap((one) => sections(`${name} ${one.name()}`, one))];

/** The help of the terminal program and of each command. */
export const cliPage = () => {
  const program = createProgram(process);
  return `# The terminal program

${MADE}

From a clone, \`npm run liggare -- <command>\` installs and builds what is missing first; once it is built,
\`npx liggare <command>\` does without. Standard output holds the answer and nothing else; progress,
questions, messages and logs go to standard error, progress only to a terminal. With \`--json\` the answer is
one JSON document, as the API gave it; so is a failure, on standard error: the problem with its \`type\`, or
the message as \`title\`. Commands that print a file print it as it is, and refuse \`--json\`.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | failed: the message tells why, and what to do where something can be done |
| 2 | wrong usage, or a configuration that cannot be used |

${sections('liggare', program).join('\n')}`;
};
