import type { TypeRules } from './access/access-rule.js';
import { EDGE_RULES } from './access/edge-rules.js';
import { MUTATION_RULES, QUERY_RULES } from './access/root-rules.js';
import { CHECK_RULES } from './check/kinds/check-apis.js';

/** Who may use which field of the API, by type and field: the one list that is enforced, printed and tested. */
export const ACCESS_RULES: Readonly<Record<string, TypeRules>> = {
  Query: QUERY_RULES,
  Mutation: { ...MUTATION_RULES, ...CHECK_RULES },
  ...EDGE_RULES,
};
