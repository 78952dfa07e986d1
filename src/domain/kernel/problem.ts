import type { ConsentPurpose, DataItem } from './consent-purpose.js';
import type { CustomerProblem } from './customer-problem.js';
import type { ReasonCode } from './reason.js';

/** The expected ways in which a command can fail: members of the mutations' result unions. */
export type Problem =
  | { readonly kind: 'ValidationProblem'; readonly message: string; readonly fieldErrors: readonly FieldError[] }
  | { readonly kind: 'InvalidCredentials'; readonly message: string }
  | { readonly kind: 'SessionEnded'; readonly message: string }
  | { readonly kind: 'NotFound'; readonly message: string; readonly field: string | null }
  | { readonly kind: 'Conflict'; readonly message: string; readonly field: string | null }
  | {
      readonly kind: 'ProviderRejected';
      readonly message: string;
      readonly providerId: string;
      readonly field: string | null;
      /** Where more is known than that it was refused, e.g. ATTEMPTS_EXCEEDED. */
      readonly reason?: ReasonCode;
    }
  | {
      readonly kind: 'ProviderUnavailable';
      readonly message: string;
      readonly providerId: string;
      readonly providerErrorCode: string;
      readonly retryable: boolean;
      /** Seconds. */
      readonly retryAfter: number | null;
      readonly outcomeUnknown: boolean;
    }
  | { readonly kind: 'RateLimited'; readonly message: string; readonly resetAt: Date | null }
  | {
      readonly kind: 'ConsentRequired';
      readonly message: string;
      readonly purpose: ConsentPurpose;
      readonly noticeVersion: number;
      /** What would be given away. */
      readonly items: readonly DataItem[];
    }
  | CustomerProblem
  | { readonly kind: 'Blocked'; readonly message: string };

export interface FieldError {
  /** Path in the mutation's input, e.g. `bankAccounts.0.ifsc`. */
  readonly field: string;
  /** Never repeats the value. */
  readonly message: string;
}

/** Thrown by services; the API turns it into a union member. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = 'ProblemError';
  }
}

export function notFound(field: string): ProblemError {
  return new ProblemError({ kind: 'NotFound', message: 'There is no such record, or it is not yours to see.', field });
}

export function conflict(field: string | null, message: string): ProblemError {
  return new ProblemError({ kind: 'Conflict', message, field });
}

export function invalid(fieldErrors: readonly FieldError[]): ProblemError {
  return new ProblemError({ kind: 'ValidationProblem', message: 'Some fields are not valid.', fieldErrors });
}
