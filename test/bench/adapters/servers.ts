import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server that an adapter is measured on. */
export interface MeasuredServer {
  readonly url: string;
  readonly where: 'a real server' | 'the test server';
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('./test-server.js', import.meta.url));
/** It keeps everything in memory. */
const HEAP = '--max-old-space-size=8192';

const given = {
  kurrentdb: process.env['KURRENTDB_URL'], mongodb: process.env['MONGODB_URL'],
} as const;

/** The real server that a variable names, or a test server in a process of its own. */
export const measuredServer = async (kind: keyof typeof given): Promise<MeasuredServer> => {
  const url = given[kind];
  if (url !== undefined) return { url, where: 'a real server', stop: () => Promise.resolve() };
  const child = fork(program, [kind], { execArgv: [HEAP] });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => {
    throw new Error(`The test server ended with ${code}`);
  })]) as [string];
  return {
    url: said, where: 'the test server',
    stop: async () => {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    },
  };
};
