import { Arg, type ClassType, Ctx, Mutation, Resolver } from 'type-graphql';
import type { RunnerDocuments } from '../../domain/document/runner-documents.js';
import { invalid } from '../../domain/kernel/problem.js';
import type { BusinessAddress, WorkflowStep } from '../../domain/provider/workflow-step.js';
import type { Runner } from '../../domain/runner/runner.js';
import type { RunnerService } from '../../domain/runner/runner-service.js';
import { fromGlobalId } from '../common/global-id.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { afterRunnerCommand } from './after-runner-command.js';
import {
  SubmitApplicantBankDetailsInput,
  SubmitApplicantExtraInfoInput,
  SubmitApplicantIdentityInput,
  SubmitSigningFormInput,
} from './applicant-step.input.js';
import {
  type BusinessAddressInput,
  SubmitBusinessAssetDetailInput,
  SubmitBusinessExtraInfoInput,
  SubmitBusinessInfoInput,
  SubmitPanOrGstInput,
  SubmitShareholdersInput,
} from './business-step.input.js';
import { SubmitStepResult } from './runner.type.js';

const MAX_SHAREHOLDERS = 50;
const MAX_DOCUMENTS = 20;

/** The argument of every step. */
const input = (type: () => ClassType) => Arg('input', type, { description: 'The step.' });
const step = (description: string) =>
  Mutation(() => SubmitStepResult, {
    description: `${description} A step of the sample flow, sent once; the runner must be at its node.`,
  });

/** The steps of the documented sample flow, each with typed data. `executeRunner` sends any other form. */
@Resolver()
export class RunnerStepResolver {
  constructor(
    private readonly runners: RunnerService,
    private readonly documents: RunnerDocuments,
  ) {}

  @step('Says which business applies, by PAN or GSTIN.')
  submitPanOrGst(@input(() => SubmitPanOrGstInput) data: SubmitPanOrGstInput, @Ctx() context: GraphqlContext) {
    return this.submit(context, data.runnerId, () => {
      const { pan = null, gstin = null } = data;
      if (pan === null && gstin === null) throw invalid([{ field: 'pan', message: 'or gstin is required' }]);
      return { name: 'PAN_OR_GST', data: { pan, gstin } };
    });
  }

  @step('Describes the business.')
  submitBusinessInfo(
    @input(() => SubmitBusinessInfoInput) data: SubmitBusinessInfoInput,
    @Ctx() context: GraphqlContext,
  ) {
    const proofId = data.proof == null ? null : toDocumentId(data.proof.documentId, 'proof.documentId');
    return this.submit(context, data.runnerId, async (runner) => {
      const { name, incorporatedOn = null, gstin = null, email = null, geolocation = null, proof } = data;
      return {
        name: 'BUSINESS_INFO',
        data: {
          ...{ name, incorporatedOn, gstin, email, geolocation },
          proof:
            proof == null || proofId === null
              ? null
              : { name: proof.name, documentId: await this.providerId(context, runner, proofId) },
          registeredAddress: toAddress(data.registeredAddress),
          currentAddress: toAddress(data.currentAddress),
        },
      };
    });
  }

  @step('Names the people in the application; they become its applicants.')
  submitShareholders(
    @input(() => SubmitShareholdersInput) data: SubmitShareholdersInput,
    @Ctx() context: GraphqlContext,
  ) {
    return this.submit(context, data.runnerId, () => {
      requireLength(data.shareholders, 1, MAX_SHAREHOLDERS, 'shareholders');
      const shareholders = data.shareholders.map((one) => ({
        ...one,
        relationToPrimary: one.relationToPrimary ?? null,
      }));
      return { name: 'SHAREHOLDERS', data: { shareholders } };
    });
  }

  @step('Tells more about the business.')
  submitBusinessExtraInfo(
    @input(() => SubmitBusinessExtraInfoInput) data: SubmitBusinessExtraInfoInput,
    @Ctx() context: GraphqlContext,
  ) {
    const { runnerId, annualTurnover, employees = null } = data;
    return this.submit(context, runnerId, () => ({
      name: 'BUSINESS_EXTRA_INFO',
      data: { annualTurnover, employees },
    }));
  }

  @step('Tells about an asset of the business.')
  submitBusinessAssetDetail(
    @input(() => SubmitBusinessAssetDetailInput) data: SubmitBusinessAssetDetailInput,
    @Ctx() context: GraphqlContext,
  ) {
    const { runnerId, assetType, assetValue = null } = data;
    return this.submit(context, runnerId, () => ({ name: 'BUSINESS_ASSET_DETAIL', data: { assetType, assetValue } }));
  }

  @step('Hands in PAN card, Aadhaar card and mobile number of the current applicant.')
  submitApplicantIdentity(
    @input(() => SubmitApplicantIdentityInput) data: SubmitApplicantIdentityInput,
    @Ctx() context: GraphqlContext,
  ) {
    const pan = toDocumentId(data.panDocumentId, 'panDocumentId');
    const aadhaar = toDocumentId(data.aadhaarDocumentId, 'aadhaarDocumentId');
    return this.submit(context, data.runnerId, async (runner) => {
      const panDocumentId = await this.providerId(context, runner, pan);
      const aadhaarDocumentId = await this.providerId(context, runner, aadhaar);
      return { name: 'APPLICANT_IDENTITY', data: { mobile: data.mobile, panDocumentId, aadhaarDocumentId } };
    });
  }

  @step('Hands in KYC details of the current applicant.')
  submitApplicantExtraInfo(
    @input(() => SubmitApplicantExtraInfoInput) data: SubmitApplicantExtraInfoInput,
    @Ctx() context: GraphqlContext,
  ) {
    const given = data.additionalDocuments.map(({ type, documentId }, index) => ({
      type,
      file: toDocumentId(documentId, `additionalDocuments.${index}.documentId`),
    }));
    return this.submit(context, data.runnerId, async (runner) => {
      const { name = null, aadhaarNumber = null, email, address } = data;
      requireLength(given, 0, MAX_DOCUMENTS, 'additionalDocuments');
      const additionalDocuments = [];
      for (const { type, file } of given)
        additionalDocuments.push({ type, documentId: await this.providerId(context, runner, file) });
      const kyc = { name, aadhaarNumber, email, additionalDocuments };
      return {
        name: 'APPLICANT_EXTRA_INFO',
        data: { ...kyc, address: { ...address, line: address.line ?? null } },
      };
    });
  }

  @step('Names the bank account of the current applicant.')
  submitApplicantBankDetails(
    @input(() => SubmitApplicantBankDetailsInput) data: SubmitApplicantBankDetailsInput,
    @Ctx() context: GraphqlContext,
  ) {
    const { runnerId, accountHolder = null, accountNumber, ifsc } = data;
    return this.submit(context, runnerId, () => ({
      name: 'APPLICANT_BANK_DETAILS',
      data: { accountHolder, accountNumber, ifsc },
    }));
  }

  @step('Signs the application.')
  submitSigningForm(@input(() => SubmitSigningFormInput) data: SubmitSigningFormInput, @Ctx() context: GraphqlContext) {
    const { runnerId, accepted } = data;
    return this.submit(context, runnerId, () => ({ name: 'SIGNING_FORM', data: { accepted } }));
  }

  private submit(
    context: GraphqlContext,
    globalId: string,
    toStep: (runner: Runner) => Promise<WorkflowStep> | WorkflowStep,
  ) {
    const actor = requireActor(context);
    const runnerId = fromGlobalId('Runner', globalId, 'input.runnerId');
    return afterRunnerCommand(context, () => this.runners.submitStep(actor, runnerId, toStep, context.call));
  }

  private providerId(context: GraphqlContext, runner: Runner, document: DocumentReference): Promise<string> {
    return this.documents.providerIdOf(requireActor(context), runner, document, context.call);
  }
}

interface DocumentReference {
  readonly documentId: string;
  readonly field: string;
}

function toDocumentId(globalId: string, field: string): DocumentReference {
  return { documentId: fromGlobalId('Document', globalId, `input.${field}`), field };
}

function toAddress(address: BusinessAddressInput | null | undefined): BusinessAddress | null {
  if (address == null) return null;
  const { line = null, city = null, state = null, pincode = null } = address;
  return { line, city, state, pincode };
}

function requireLength(list: readonly unknown[], least: number, most: number, field: string): void {
  if (list.length < least || list.length > most)
    throw invalid([{ field, message: `must have ${least} to ${most} entries` }]);
}
