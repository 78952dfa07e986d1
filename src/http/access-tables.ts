import type { AccessRule, TypeRules } from '../graphql/access/access-rule.js';
import { ACCESS_RULES } from '../graphql/access-rules.js';
import { ROUTE_RULES } from './route-rules.js';

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** The rules as Markdown: roles × operations, roles × fields, and the routes. */
export function toAccessTables(): string {
  const roots = ROOTS.flatMap((root) => fieldsOf(ACCESS_RULES[root] ?? {}, ''));
  const edges = Object.entries(ACCESS_RULES)
    .filter(([type]) => !ROOTS.includes(type))
    .flatMap(([type, rules]) => fieldsOf(rules, `${type}.`));
  const judged = edges.filter(({ rule }) => !rule.to.includes('PARENT'));
  return [
    table('operation', roots),
    table('field of a record', judged),
    `Whoever is shown a record is shown its other ${edges.length - judged.length} fields that lead on, and its plain fields.\n`,
    routeTable(),
  ].join('\n');
}

interface RuledField {
  readonly name: string;
  readonly rule: AccessRule;
}

function fieldsOf(rules: TypeRules, prefix: string): RuledField[] {
  return Object.entries(rules).map(([field, rule]) => ({ name: `\`${prefix}${field}\``, rule }));
}

/** One row for each set of answers, so that who may do the same stands together. */
function table(what: string, fields: readonly RuledField[]): string {
  const rows = new Map<string, string[]>();
  for (const { name, rule } of fields) {
    const cells = cellsOf(rule).join(' | ');
    rows.set(cells, [...(rows.get(cells) ?? []), name]);
  }
  const lines = [...rows].map(([cells, names]) => `| ${names.sort().join(', ')} | ${cells} |`);
  return `| ${what} | anonymous | customer | reviewer | admin | program |\n|---|---|---|---|---|---|\n${lines.join('\n')}\n`;
}

function cellsOf({ to, others }: AccessRule): readonly string[] {
  if (to.includes('ANYONE')) return ['yes', 'yes', 'yes', 'yes', 'yes'];
  const refused = others === 'NULL' ? 'null' : '–';
  const person = to.includes('OWNER') || to.includes('SIGNED_IN') ? 'own' : refused;
  const staff = to.includes('STAFF') ? 'all' : person;
  const admin = to.includes('ADMIN') ? 'all' : staff;
  const scopes = to.filter((audience) => audience.startsWith('READ_')).map((scope) => `\`${scope}\``);
  return [refused, person, staff, admin, scopes.join(' or ') || refused];
}

function routeTable(): string {
  const lines = Object.entries(ROUTE_RULES).map(([url, { to, known }]) => `| \`${url}\` | ${to} | ${known} |`);
  return `| address | for | known by |\n|---|---|---|\n${lines.join('\n')}\n`;
}
