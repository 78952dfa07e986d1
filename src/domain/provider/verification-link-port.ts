import type { CallContext } from '../kernel/call-context.js';

/** A page of the provider on which the person uploads documents and takes photos. Anybody who has it can act as them. */
export interface VerificationLink {
  /** Absolute, https (http only where a simulator made it). */
  readonly url: string;
  /** The same page under the operator's own domain, where the provider has one. */
  readonly customUrl: string | null;
  /** Null when the provider does not say. */
  readonly expiresAt: Date | null;
}

/** Screening through a hosted page of the provider. The provider starts the check itself when the person has finished. */
export interface VerificationLinkPort {
  /** A command: each call may make another link. */
  createVerificationLink(providerApplicantId: string, context: CallContext): Promise<VerificationLink>;
}
