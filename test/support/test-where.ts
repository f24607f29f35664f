/**
 * A test of what cannot be brought about everywhere, such as faults that no real server has on command: where
 * it cannot, it is left out, and the output says so. Nothing else leaves out tests (tidy.spec.ts).
 */
export const testWhere = (isPossible: boolean): jest.It => (isPossible ? test : test.skip);
