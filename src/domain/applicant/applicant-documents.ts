/** What the screening provider has of an applicant, as far as it went through here. */
export interface ApplicantDocuments {
  /** Whether a copy was given to the provider, or may have been, and not refused; `since`: after that moment. */
  wasGivenCopy(applicantId: string, since: Date | null): Promise<boolean>;
}
