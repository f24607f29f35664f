/** What a process can do; one that is told nothing does all of it. */
export const roles = ['api', 'projector', 'policies'] as const;

export type ProcessRole = (typeof roles)[number];
