/** A way in which an answer may be damaged: what was done to which value, and the answer as it is then. */
export interface Mutation {
  /** Dotted; places of lists are `*`. */
  readonly path: string;
  readonly kind: 'MISSING' | 'RETYPED' | 'CONTRADICTED';
  readonly value: unknown;
  readonly answer: Record<string, unknown>;
}

const DROPPED = Symbol('dropped');
const OTHER_TEXTS = [
  'RAVI MENON',
  'ZZZPZ9999Z',
  'INVALID',
  'N',
  'NO',
  'EXPIRED',
  '1971-02-03',
  'SOMETHING_NEW',
  'ACTIVE_NOT',
];

/** Every value of the answer, however deep: dropped, null, blank, of another type, or another value. */
export function mutationsOf(answer: Readonly<Record<string, unknown>>): readonly Mutation[] {
  return walk(answer, []).flatMap(({ keys, value }) => {
    const path = keys.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
    const change = (kind: Mutation['kind'], next: unknown): Mutation => ({
      path,
      kind,
      value: next,
      answer: replaced(answer, keys, next) as Record<string, unknown>,
    });
    return [
      ...[DROPPED, null, ''].map((next) => change('MISSING', next)),
      ...retyped(value).map((next) => change('RETYPED', next)),
      ...contradictions(value).map((next) => change('CONTRADICTED', next)),
    ];
  });
}

function walk(
  value: unknown,
  keys: readonly string[],
): { readonly keys: readonly string[]; readonly value: unknown }[] {
  const below =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, item]) => walk(item, [...keys, key]))
      : [];
  return keys.length === 0 ? below : [{ keys, value }, ...below];
}

/** The same text inside a list or a record is another type too: it must not be taken for the text. */
function retyped(value: unknown): unknown[] {
  return [[], {}, [value], { value }, 7, ...(typeof value === 'boolean' ? [`${value}!`] : [true, false])];
}

function contradictions(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [0, value + 1_000];
  if (typeof value === 'string') return [...OTHER_TEXTS, ...(/^\d+(\.\d+)?$/.test(value) ? ['0'] : [])];
  return [];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], next: unknown): unknown {
  if (key === undefined) return next;
  if (Array.isArray(value)) {
    const items = value.map((item, index) => (String(index) === key ? replaced(item, rest, next) : item));
    return items.filter((item) => item !== DROPPED);
  }
  const entries = Object.entries(value as object).map(([name, item]) => [
    name,
    name === key ? replaced(item, rest, next) : item,
  ]);
  return Object.fromEntries(entries.filter(([, item]) => item !== DROPPED));
}
