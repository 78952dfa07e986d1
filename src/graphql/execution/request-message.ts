import type { GraphQLError } from 'graphql';
import { findArgumentPath } from './argument-path.js';
import { findValueFault } from './value-fault.js';

export interface RequestMessage {
  readonly message: string;
  readonly field?: string;
}

const MAX_MESSAGE_LENGTH = 300;

/** The one token that a syntax error may show as it was found: punctuation or the end of the text. */
const PUNCTUATION = /^(?:<EOF>|"(?:[!$&().:=@[\]{|}]|\.\.\.)")/;

/** Syntax errors whose wording holds no part of the query. */
const SAFE_SYNTAX = /^Unterminated string/;

/** The number is ours, and nobody's business. */
const TOO_MANY_TOKENS = /^Document contains more th[ae][nt] \d+ tokens/;

/** Words for a field or argument that does not exist, to which graphql-js adds suggestions from the schema. */
const NAME_SUGGESTION = /^(?:Cannot query field|Unknown argument|Field "\w+" is not defined by type)/;

/** The form in which `coerceVariables` reports: it is rebuilt already. */
const REBUILT = /^Variable "\$\w+" is not valid/;

/** A name with four digits in it may be an identifier of a person: a PAN is a valid GraphQL name. */
const NAME_WITH_DIGITS = /"[^"]*\d{4,}[^"]*"/g;

/**
 * The message of a fault found by graphql-js while parsing, validating or coercing, rebuilt so that it repeats no value
 * of the request. Suggestions ("Did you mean …") survive only for names of fields and arguments, and only when asked.
 */
export function toRequestMessage(error: GraphQLError, options: { suggestions: boolean }): RequestMessage {
  if (REBUILT.test(error.message)) return { message: error.message };
  const syntax = /^Syntax Error: ([\s\S]*)$/.exec(error.message);
  if (syntax) return { message: toSyntaxMessage(syntax[1] ?? '') };
  const fault = findValueFault(error);
  if (!fault) return { message: toNameMessage(error.message, options.suggestions) };
  const base = findArgumentPath(error);
  const field = [base, fault.member].filter((part) => part != null).join('.');
  if (field === '') return { message: `A value ${fault.message}` };
  const hint = options.suggestions && NAME_SUGGESTION.test(error.message) ? findSuggestion(error.message) : '';
  return { message: `Value at "${field}" is not valid: ${fault.message}${hint === '' ? '' : `.${hint}`}`, field };
}

function toSyntaxMessage(detail: string): string {
  if (TOO_MANY_TOKENS.test(detail)) return 'Syntax Error: Document contains too many tokens.';
  if (SAFE_SYNTAX.test(detail)) return `Syntax Error: ${detail}`;
  const [expected, found] = detail.split(/, found /, 2);
  const shown = found === undefined ? undefined : PUNCTUATION.exec(found)?.[0];
  if (expected !== undefined && /^Expected (?:[A-Z][A-Za-z]+|"[^"\w]{1,3}"|"[a-z]+")$/.test(expected)) {
    return `Syntax Error: ${expected}${shown === undefined ? '' : `, found ${shown}`}.`;
  }
  const unexpected = /^Unexpected ([\s\S]*)$/.exec(detail)?.[1];
  const mark = unexpected === undefined ? undefined : PUNCTUATION.exec(unexpected)?.[0];
  return mark === undefined ? 'Syntax Error: Unexpected token or character.' : `Syntax Error: Unexpected ${mark}.`;
}

function toNameMessage(message: string, suggestions: boolean): string {
  const withoutHint = message.replace(/ Did you mean [\s\S]*\?$/, '');
  const hint = suggestions && NAME_SUGGESTION.test(message) ? findSuggestion(message) : '';
  return `${withoutHint.replace(NAME_WITH_DIGITS, '"…"')}${hint}`.slice(0, MAX_MESSAGE_LENGTH);
}

function findSuggestion(message: string): string {
  return / Did you mean [\s\S]*\?$/.exec(message)?.[0] ?? '';
}
