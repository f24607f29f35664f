import type { Command } from 'commander';
import { startServer } from '../../api/server.js';
import { globalOptions, wholeNumber } from '../options.js';
import { stopRequested } from '../stop-requested.js';

interface ServeOptions { host?: string; port?: number }

export const addServe = (program: Command): void => {
  program.command('serve')
    .description('Serve the API over a data folder, which is made if it is not there.')
    .option('--host <address>', 'address to listen on (LIGGARE_HOST)')
    .option('--port <port>', 'port to listen on; 0 takes a free one (LIGGARE_PORT)', wholeNumber(0))
    .addHelpText('after', `
Examples:
  $ liggare serve
  $ liggare serve --data /srv/liggare --port 9000

Settings are environment variables: see docs/reference/configuration.md.`)
    .action(async (options: ServeOptions, command: Command) => {
      const { data } = globalOptions(command);
      const server = await startServer({
        ...process.env, LIGGARE_DATA: data,
        ...(options.host === undefined ? {} : { LIGGARE_HOST: options.host }),
        ...(options.port === undefined ? {} : { LIGGARE_PORT: String(options.port) }),
      });
      process.stdout.write(`Liggare serves ${data} at ${server.url} (API at ${server.url}/docs)\n`);
      await stopRequested();
      await server.close();
    });
};
