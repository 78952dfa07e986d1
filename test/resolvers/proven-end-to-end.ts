/**
 * Fields that no resolver test reaches yet: the end-to-end tests of their operations prove them over HTTP, against the
 * simulators. Names of types, or single `Type.field`. Moving a line from here to `COVERAGE` is welcome.
 */
export const PROVEN_END_TO_END: readonly string[] = [];
