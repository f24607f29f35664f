/** Resolves on the first request to stop; the second is left to the runtime, which ends at once. */
export const stopRequested = (): Promise<NodeJS.Signals> => new Promise((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
});
