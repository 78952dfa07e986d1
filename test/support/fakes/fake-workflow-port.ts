import type { CallContext } from '../../../src/domain/kernel/call-context.js';
import type {
  JsonObject,
  RunnerAction,
  RunnerApplicant,
  RunnerState,
  WorkflowFile,
  WorkflowPort,
} from '../../../src/domain/provider/workflow-port.js';
import type { WorkflowStep } from '../../../src/domain/provider/workflow-step.js';
import { FakePort } from './fake-port.js';
import { runnerApplicant, runnerState } from './provider-samples.js';

export class FakeWorkflowPort extends FakePort implements WorkflowPort {
  /** What the provider says of every runner. */
  state: RunnerState = runnerState();
  applicants: readonly RunnerApplicant[] = [runnerApplicant()];

  createRunner(input: { readonly flowId?: string; readonly refId?: string }, context: CallContext) {
    return this.answer('createRunner', input, context, () => ({ ...this.state, providerRunnerId: 'crego-new' }));
  }

  getRunner(providerRunnerId: string, context: CallContext) {
    return this.answer('getRunner', providerRunnerId, context, () => ({ ...this.state, providerRunnerId }));
  }

  executeRunner(
    providerRunnerId: string,
    input: { readonly action: RunnerAction; readonly data: JsonObject },
    context: CallContext,
  ) {
    return this.answer('executeRunner', { providerRunnerId, ...input }, context, () => ({
      ...this.state,
      providerRunnerId,
    }));
  }

  submitStep(providerRunnerId: string, step: WorkflowStep, context: CallContext) {
    return this.answer('submitStep', { providerRunnerId, ...step }, context, () => ({
      ...this.state,
      providerRunnerId,
    }));
  }

  listApplicants(providerRunnerId: string, context: CallContext) {
    return this.answer('listApplicants', providerRunnerId, context, () => this.applicants);
  }

  setCurrentApplicant(providerRunnerId: string, providerApplicantId: string, context: CallContext) {
    return this.answer('setCurrentApplicant', { providerRunnerId, providerApplicantId }, context, () => ({
      ...this.state,
      providerRunnerId,
      currentApplicantId: providerApplicantId,
    }));
  }

  submitApplication(providerRunnerId: string, context: CallContext) {
    return this.answer('submitApplication', providerRunnerId, context, () => ({ ...this.state, providerRunnerId }));
  }

  uploadDocument(file: WorkflowFile, context: CallContext) {
    return this.answer('uploadDocument', file, context, () => ({ providerDocumentId: 'crego-document-1' }));
  }
}
