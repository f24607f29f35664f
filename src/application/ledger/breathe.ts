/** Lets everything else that waits for this thread have its turn. */
export const breathe = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
