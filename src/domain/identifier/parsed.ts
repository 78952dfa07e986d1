/** Why an identifier was refused. */
export const PARSE_PROBLEM_CODES = [
  'EMPTY',
  'TOO_LONG',
  'CONTROL_CHARACTER',
  'WRONG_LENGTH',
  'WRONG_FORMAT',
  'WRONG_CHECKSUM',
] as const;
export type ParseProblemCode = (typeof PARSE_PROBLEM_CODES)[number];

export interface ParseFailure {
  readonly ok: false;
  readonly code: ParseProblemCode;
  /** States the rule, reads after the field's name ("must be …"), and never repeats the value. */
  readonly message: string;
}

/** What every identifier parser answers: the canonical form, or the rule that was broken. Parsers never throw. */
export type Parsed<T = string> = { readonly ok: true; readonly value: T } | ParseFailure;

export function accepted<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function refused(code: ParseProblemCode, message: string): ParseFailure {
  return { ok: false, code, message };
}
