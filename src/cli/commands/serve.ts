import type { Command } from 'commander';
import { option, wholeNumber } from '../options.js';
import { sessionOf } from '../session.js';
import { stopRequested } from '../stop-requested.js';
import type { Terminal } from '../terminal.js';

const MOST_PORTS = 65_535;

interface ServeOptions {
  readonly host?: string;
  readonly port?: number;
}

/** What the command line says goes before the environment. */
const environmentOf = (data: string, { host, port }: ServeOptions): NodeJS.ProcessEnv => ({
  ...process.env, LIGGARE_DATA: data,
  ...(host !== undefined && { LIGGARE_HOST: host }),
  ...(port !== undefined && { LIGGARE_PORT: String(port) }),
});

export const addServe = (program: Command, terminal: Terminal): void => {
  program.command('serve')
    .description('Serve the API over a data folder, which is made if it is not there.')
    .option('--host <address>', 'address to listen on (LIGGARE_HOST; 127.0.0.1)')
    .addOption(option('--port <port>', 'port to listen on (LIGGARE_PORT; 8080); 0 takes a free one',
      wholeNumber(0, MOST_PORTS)))
    .addHelpText('after', `
Examples:
  $ liggare serve
  $ liggare serve --data ./stores --port 9000

All other settings are environment variables: see docs/reference/configuration.md. Logs go to standard
error.`)
    .action(async (options: ServeOptions, command: Command) => {
      const { options: { data }, output } = sessionOf(command, terminal);
      const stop = stopRequested();
      const { startServer } = await import('../../api/server.js');
      const stopping = new AbortController();
      void stop.then(() => stopping.abort());
      const { url, close } = await startServer(environmentOf(data, options), stopping.signal);
      output.result({ url, data }, () => output.line(`Serving ${data} at ${url}, described at ${url}/docs. `
        + 'Ctrl-C stops.'));
      await stop;
      await close();
    });
};
