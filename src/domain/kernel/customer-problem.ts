/** Answers of a customer data platform to an onboarding, other than a customer. Members of `Problem`. */
export type CustomerProblem =
  /** The platform blocks this customer. */
  | { readonly kind: 'CustomerBlocked'; readonly message: string; readonly providerId: string }
  /** Told to staff only: to the subject it would be tipping off. */
  | { readonly kind: 'CustomerUnderInvestigation'; readonly message: string; readonly providerId: string }
  /** What the subject is told in its place. */
  | { readonly kind: 'CustomerInReview'; readonly message: string; readonly providerId: string }
  /** Known to the platform already, and the record could not be changed. */
  | { readonly kind: 'CustomerUpdateFailed'; readonly message: string; readonly providerId: string }
  /** Known to the platform, but not, or not yet, subscribed to this service. */
  | { readonly kind: 'CustomerNotSubscribed'; readonly message: string; readonly providerId: string }
  /** A code is not in the platform's master data. */
  | {
      readonly kind: 'InvalidMasterData';
      readonly message: string;
      readonly providerId: string;
      readonly field: string | null;
    }
  /** The platform asks for a field that was not given. */
  | {
      readonly kind: 'MandatoryFieldMissing';
      readonly message: string;
      readonly providerId: string;
      readonly field: string | null;
    };
