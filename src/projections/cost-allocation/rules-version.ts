/**
 * The version of the rules by which costs are reckoned, and of the read model that holds what they come to:
 * raised whenever either changes. A settlement notes it, so that a difference that no fact made has a cause.
 */
export const COST_RULES = 28;
