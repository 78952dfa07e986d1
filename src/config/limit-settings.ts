import { flagSetting, integerSetting, type SettingTable } from './setting.js';

const limit = (what: string, fallback: number, max: number) =>
  integerSetting({ description: `Largest operation: ${what}.`, fallback, min: 1, max });

/** How much one operation may ask for. */
export const LIMIT_SETTINGS = {
  TRUSTED_ONLY: flagSetting({
    description:
      'Run nothing but the documents of schema/trusted-documents.json, for everybody; the explorer can then send only these.',
    fallback: false,
  }),
  LIMIT_BODY_BYTES: integerSetting({
    description: 'The largest JSON body of a request.',
    fallback: 1_048_576,
    min: 1_024,
    max: 16_777_216,
  }),
  LIMIT_CHARACTERS: limit('characters of its text', 50_000, 1_000_000),
  LIMIT_TOKENS: limit('tokens', 4_000, 20_000),
  LIMIT_DEPTH: limit('selections inside each other', 20, 200),
  LIMIT_ALIASES: limit('aliases and repeated fields', 50, 2_000),
  LIMIT_DIRECTIVES: limit('directives', 50, 2_000),
  LIMIT_ROOT_FIELDS: limit('fields of Query or Mutation', 20, 1_000),
  LIMIT_FIELDS: limit('fields in all', 1_500, 20_000),
  LIMIT_COST: limit(
    'its cost: 1 for each object, 10 more for one that a provider is asked for, 10 more for a mutation, `first` times in a list',
    20_000,
    10_000_000,
  ),
  LIMIT_VALUES: limit('values in its variables or literals', 2_000, 100_000),
  LIMIT_VALUE_DEPTH: limit('lists and objects inside each other in its variables or literals', 20, 200),
  LIMIT_STRING_LENGTH: limit('characters of one string', 20_000, 1_000_000),
} satisfies SettingTable;
