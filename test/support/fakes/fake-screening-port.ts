import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type { AmlPort, AmlResults } from '../../../src/domain/provider/aml-port.js';
import type {
  ScreeningApplicantInput,
  ScreeningDetails,
  ScreeningDocument,
  ScreeningPort,
  ScreeningState,
} from '../../../src/domain/provider/screening-port.js';
import type { VerificationLink, VerificationLinkPort } from '../../../src/domain/provider/verification-link-port.js';
import { FakePort } from './fake-port.js';
import { screeningDetails, screeningState } from './provider-samples.js';

/** Screening, its hosted pages and its list results: one provider offers all three. */
export class FakeScreeningPort extends FakePort implements AmlPort, ScreeningPort, VerificationLinkPort {
  aml: AmlResults = AML;

  /** What the provider says of every applicant. */
  state: ScreeningState = screeningState();
  details: ScreeningDetails = screeningDetails();
  link: VerificationLink = { url: 'https://hosted.example/page', customUrl: null, expiresAt: null };
  remarks = { errors: [] as string[], warnings: [] as string[] };

  createApplicant(input: ScreeningApplicantInput, context: CallContext) {
    const { raw } = this.state;
    return this.answer('createApplicant', input, context, () => ({
      providerApplicantId: 'personr-new',
      status: 'CREATED' as const,
      raw,
    }));
  }

  getApplicantState(providerApplicantId: string, context: CallContext) {
    return this.answer('getApplicantState', providerApplicantId, context, () => ({
      ...this.state,
      providerApplicantId,
    }));
  }

  getApplicantDetails(providerApplicantId: string, context: CallContext) {
    return this.answer('getApplicantDetails', providerApplicantId, context, () => this.details);
  }

  uploadDocument(providerApplicantId: string, document: ScreeningDocument, context: CallContext) {
    return this.answer('uploadDocument', { providerApplicantId, ...document }, context, () => this.remarks);
  }

  getAmlResults(providerApplicantId: string, context: CallContext) {
    return this.answer('getAmlResults', providerApplicantId, context, () => this.aml);
  }

  createVerificationLink(providerApplicantId: string, context: CallContext) {
    return this.answer('createVerificationLink', providerApplicantId, context, () => this.link);
  }

  requestCheck(providerApplicantId: string, context: CallContext) {
    return this.answer('requestCheck', providerApplicantId, context, () => undefined);
  }
}

const AML: AmlResults = {
  searchId: 's-1',
  type: 'person',
  names: ['Asha Rao'],
  aliases: [],
  formerNames: [],
  potentialAliases: [],
  registrationNumbers: [],
  idNumbers: [],
  passportNumbers: [],
  datesOfBirth: ['1990'],
  datesOfDeath: [],
  genders: [],
  nationalities: ['IN'],
};
