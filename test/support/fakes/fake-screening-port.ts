import type { CallContext } from '../../../src/domain/provider/call-context.js';
import type {
  ScreeningApplicantInput,
  ScreeningDetails,
  ScreeningDocument,
  ScreeningPort,
  ScreeningState,
} from '../../../src/domain/provider/screening-port.js';
import { FakePort } from './fake-port.js';
import { screeningDetails, screeningState } from './provider-samples.js';

export class FakeScreeningPort extends FakePort implements ScreeningPort {
  /** What the provider says of every applicant. */
  state: ScreeningState = screeningState();
  details: ScreeningDetails = screeningDetails();
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

  requestCheck(providerApplicantId: string, context: CallContext) {
    return this.answer('requestCheck', providerApplicantId, context, () => undefined);
  }
}
