import { setTimeout as pause } from 'node:timers/promises';
import { DataFolderInUse, holderOf } from '../infrastructure/data-folder.js';
import { NoAnswer } from './api-client.js';

/** A server over a data folder: one that ran already, or one started for the occasion. */
interface LocalServer {
  readonly url: string;
  readonly isBorrowed: boolean;
  /** Ends one that was started; a borrowed one goes on. */
  close(): Promise<void>;
}

const ATTEMPTS = 3;

/**
 * Does something with the server that runs on a data folder, or with one started for as long as it takes.
 * What is done is done anew if a borrowed server ends in the middle: another command's, most likely, that
 * was done.
 */
export const withServerOn = async <T>(dataFolder: string, use: (url: string) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    const { url, isBorrowed, close } = await serverOn(dataFolder);
    try {
      return await use(url);
    } catch (error) {
      if (!isBorrowed || attempt === ATTEMPTS || !(error instanceof NoAnswer)) throw error;
      await stopped(dataFolder, url);
    } finally {
      await close();
    }
  }
};

const LOOK_EVERY_MS = 100;
const LOOKS = 100;

/** Waits for a server that answers no more, and has the folder until everything is closed. */
const stopped = async (dataFolder: string, url: string): Promise<void> => {
  for (let look = 1; look <= LOOKS && (await holderOf(dataFolder))?.url === url; look += 1) {
    await pause(LOOK_EVERY_MS);
  }
};

/** Waits for a holder of the folder to say where it answers, since that takes a moment after it started. */
const serverOn = async (dataFolder: string): Promise<LocalServer> => {
  for (let look = 1; ; look += 1) {
    const holder = await holderOf(dataFolder);
    if (holder?.url !== undefined) return borrowed(holder.url);
    try {
      return await started(dataFolder);
    } catch (error) {
      if (look === LOOKS || !(error instanceof DataFolderInUse)) throw error;
    }
    await pause(LOOK_EVERY_MS);
  }
};

const borrowed = (url: string): LocalServer => ({ url, isBorrowed: true, close: () => Promise.resolve() });

/** The longest that the configuration permits: read models may have much to catch up with at the start. */
export const LONGEST_WAIT_MS = '60000';

/** The server is loaded only where it is needed, so that all else begins at once. */
const started = async (dataFolder: string): Promise<LocalServer> => {
  const { startServer } = await import('../api/server.js');
  const { url, close } = await startServer({
    ...process.env, LIGGARE_DATA: dataFolder, LIGGARE_HOST: '127.0.0.1', LIGGARE_PORT: '0',
    LIGGARE_LOG_LEVEL: 'error', LIGGARE_LOCAL_TOKENS: 'on', LIGGARE_WAIT_LIMIT_MS: LONGEST_WAIT_MS,
  });
  return { url, isBorrowed: false, close };
};
