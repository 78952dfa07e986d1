import { type ASTNode, GraphQLScalarType, Kind } from 'graphql';
import { accepted, type Parsed, refused } from '../../domain/identifier/parsed.js';
import { badInput } from './scalar-error.js';
import { textScalar } from './text-scalar.js';

const MIN_YEAR = 1900;
const MAX_YEAR = 2100;
const RFC_3339 = 'https://www.rfc-editor.org/rfc/rfc3339';

const DATE_RULE = 'must be a calendar date from 1900 to 2100 written as YYYY-MM-DD';
const INSTANT_RULE =
  'must be an RFC 3339 date and time from 1900 to 2100 with a time zone, such as 2026-01-31T09:30:00Z';

/** Whether the numbers name a day of the Gregorian calendar, in the years accepted. */
function isCalendarDate(year: number, month: number, day: number): boolean {
  if (year < MIN_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1) {
    return false;
  }
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function parseDate(text: string): Parsed {
  const match = text.length === 10 ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) : null;
  return match !== null && isCalendarDate(Number(match[1]), Number(match[2]), Number(match[3]))
    ? accepted(text)
    : refused('WRONG_FORMAT', DATE_RULE);
}

const dateText = textScalar({
  name: 'Date',
  description: 'A calendar date without time or zone, from 1900 to 2100: YYYY-MM-DD. Example: `1990-04-12`.',
  specifiedByURL: RFC_3339,
  parse: parseDate,
});

/** In: the text itself. Out: the text, or the UTC day of a `Date`. */
export const DateScalar = new GraphQLScalarType<string, string>({
  ...dateText.toConfig(),
  serialize: (value) => {
    const text = value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString().slice(0, 10) : value;
    if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
      throw new TypeError('Date expects a Date or YYYY-MM-DD from its resolver');
    }
    return text;
  },
});

const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const MAX_INSTANT_LENGTH = 35;

function parseInstant(value: unknown, node?: ASTNode): Date {
  const match = typeof value === 'string' && value.length <= MAX_INSTANT_LENGTH ? INSTANT.exec(value) : null;
  if (match === null || !isCalendarDate(Number(match[1]), Number(match[2]), Number(match[3]))) {
    throw badInput(INSTANT_RULE, node);
  }
  return new Date(match[0].toUpperCase());
}

/** In: a `Date`, to the millisecond. Out: a `Date` or an RFC 3339 text, always written in UTC. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'An instant: an RFC 3339 date and time with its zone, from 1900 to 2100, kept to the millisecond. Answers are in UTC. Example: `2026-01-31T09:30:00.000Z`.',
  specifiedByURL: RFC_3339,
  parseValue: (value) => parseInstant(value),
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null, node),
  serialize: (value) => {
    const date = typeof value === 'string' && INSTANT.test(value) ? new Date(value.toUpperCase()) : value;
    if (!(date instanceof Date) || Number.isNaN(date.getTime())) {
      throw new TypeError('DateTime expects a Date or an RFC 3339 text from its resolver');
    }
    return date.toISOString();
  },
});
