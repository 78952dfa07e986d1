import { maskPan } from '../../identifier/mask.js';
import type { ReasonCode } from '../../kernel/reason.js';

/**
 * What one input of a check means for its outcome.
 * INSTRUCTION: how the check is to be made, or where its page is sent; claims nothing.
 * BY_OUTCOME: the passing word of the provider is about this very value, and no answer repeats it.
 * Anything else is a claim, which the answer must confirm.
 */
export type InputRule = 'INSTRUCTION' | 'BY_OUTCOME' | ClaimRule;

export interface ClaimRule {
  /**
   * NAME: by likeness, thresholds in the settings. EXACT: letter by letter. NUMBER: letters and digits alone count.
   * LISTED: everything given is in what is observed. PROVIDER: nothing to compare it with here, only the provider can.
   */
  readonly compare: 'NAME' | 'EXACT' | 'NUMBER' | 'LISTED' | 'PROVIDER';
  /** What a difference means: FAIL or CAUTION with this reason, or an answer about something else, which is none. */
  readonly differs: { readonly outcome: 'FAIL' | 'CAUTION'; readonly reason: ReasonCode } | 'BAD_RESPONSE';
  /** How the record shows it, for a look at an answer read again, when the value itself is not known any more. */
  readonly subject?: (value: string) => string;
  /** The passing word of the provider is about this very value; what the answer shows may still differ. */
  readonly confirmedByOutcome?: true;
  /** A date on which nobody can be born is refused unsent: it would be paid for and never found. */
  readonly isBirthDate?: true;
}

/** A stored document that is sent. The passing word of the provider is about it. */
export interface FileRule {
  /** The argument of the API that names the document, for faults. */
  readonly document: string;
  readonly accepts: 'ANY' | 'IMAGE' | 'PDF';
}

export const number: ClaimRule = { compare: 'NUMBER', differs: 'BAD_RESPONSE' };
export const exact: ClaimRule = { compare: 'EXACT', differs: 'BAD_RESPONSE' };
export const panNumber: ClaimRule = { ...number, subject: maskPan };
export const name: ClaimRule = { compare: 'NAME', differs: { outcome: 'FAIL', reason: 'NAME_MISMATCH' } };
export const dateOfBirth: ClaimRule = {
  compare: 'EXACT',
  differs: { outcome: 'FAIL', reason: 'DOB_MISMATCH' },
  isBirthDate: true,
};
