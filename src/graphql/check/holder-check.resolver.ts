import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../domain/check/check-service.js';
import { invalid } from '../../domain/problem.js';
import type { Actor } from '../../domain/session/actor.js';
import { fromGlobalId } from '../common/global-id.js';
import { type GraphqlContext, requireActor } from '../context.js';
import { AadhaarNumberScalar } from '../scalars/check.scalars.js';
import { afterCheck } from '../verification/after-check.js';
import {
  CheckDigilockerAccountResult,
  CreateKycLinkResult,
  FetchDigilockerDocumentResult,
  RequestAadhaarOtpResult,
  StartDigilockerResult,
  StartReversePennyDropResult,
  VerifyAadhaarOtpResult,
} from './check-results.js';
import {
  CheckDigilockerAccountInput,
  CreateKycLinkInput,
  FetchDigilockerDocumentInput,
  StartDigilockerInput,
  StartReversePennyDropInput,
  VerifyAadhaarOtpInput,
} from './holder-check.input.js';

/** Checks that the holder takes part in. */
@Resolver()
export class HolderCheckResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => RequestAadhaarOtpResult, {
    description:
      'Sends a code to the mobile number that an Aadhaar is linked to. The fact `otpSent` is false when it is linked to none. Blocked where it is switched off. Costs money; sent once.',
  })
  requestAadhaarOtp(
    @Arg('aadhaarNumber', () => AadhaarNumberScalar, { description: 'The number; it is passed on and kept nowhere.' })
    aadhaarNumber: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () => this.service.check(actor, 'AADHAAR_OTP', { aadhaarNumber }, context.call));
  }

  @Mutation(() => VerifyAadhaarOtpResult, {
    description: 'Checks the code that the holder got. A wrong one leaves the check open for another try.',
  })
  verifyAadhaarOtp(
    @Arg('input', () => VerifyAadhaarOtpInput, { description: 'The code.' }) input: VerifyAadhaarOtpInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.submitAadhaarCode(
        actor,
        fromGlobalId('Verification', input.verificationId, 'input.verificationId'),
        input.code,
        context.call,
      ),
    );
  }

  @Mutation(() => StartDigilockerResult, {
    description:
      'Asks a person to share documents from DigiLocker: `nextAction` is the page to open, which works for ten minutes. Costs money; sent once.',
  })
  startDigilocker(
    @Arg('input', () => StartDigilockerInput, { description: 'What to ask for.' }) input: StartDigilockerInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => startSession(this.service, actor, input, context));
  }

  @Mutation(() => FetchDigilockerDocumentResult, {
    description:
      'Fetches a document that a person shared; possible for an hour after they consented. PROCESSING: try again soon.',
  })
  fetchDigilockerDocument(
    @Arg('input', () => FetchDigilockerDocumentInput, { description: 'Which document.' })
    input: FetchDigilockerDocumentInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.fetchDigilockerDocument(
        actor,
        fromGlobalId('Verification', input.verificationId, 'input.verificationId'),
        input.document,
        context.call,
      ),
    );
  }

  @Mutation(() => CheckDigilockerAccountResult, {
    description: 'Tells whether a person has a DigiLocker account. Costs money; sent once.',
  })
  checkDigilockerAccount(
    @Arg('input', () => CheckDigilockerAccountInput, { description: 'Whose.' }) input: CheckDigilockerAccountInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => findAccount(this.service, actor, input, context));
  }

  @Mutation(() => CreateKycLinkResult, {
    description:
      'Makes a form at the provider for a person to fill in: `nextAction` is the page to open. Costs money; sent once.',
  })
  createKycLink(
    @Arg('input', () => CreateKycLinkInput, { description: 'The form.' }) input: CreateKycLinkInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => createLink(this.service, actor, input, context));
  }

  @Mutation(() => StartReversePennyDropResult, {
    description:
      'Asks the holder of an account to pay one rupee, which shows the account and is paid back: `nextAction` is the UPI link. Costs money; sent once.',
  })
  startReversePennyDrop(
    @Arg('input', () => StartReversePennyDropInput, { description: 'Whose account.' })
    input: StartReversePennyDropInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(actor, 'REVERSE_PENNY_DROP', { name: input.name ?? null }, context.call),
    );
  }
}

function startSession(service: CheckService, actor: Actor, input: StartDigilockerInput, context: GraphqlContext) {
  const documents = [...new Set(input.documents)];
  if (documents.length === 0) throw invalid([{ field: 'input.documents', message: 'must name at least one document' }]);
  const { redirectUrl = null, flow } = input;
  return service.check(actor, 'DIGILOCKER', { documents, redirectUrl, flow: flow ?? 'SIGN_UP' }, context.call);
}

function findAccount(service: CheckService, actor: Actor, input: CheckDigilockerAccountInput, context: GraphqlContext) {
  const { phone = null, aadhaarNumber = null } = input;
  if ((phone === null) === (aadhaarNumber === null))
    throw invalid([{ field: 'input', message: 'must have exactly one of phone and aadhaarNumber' }]);
  return service.check(actor, 'DIGILOCKER_ACCOUNT', { phone, aadhaarNumber }, context.call);
}

function createLink(service: CheckService, actor: Actor, input: CreateKycLinkInput, context: GraphqlContext) {
  const { phone, templateName, name = null, email = null, expiresOn = null } = input;
  const notifyBy = [...new Set(input.notifyBy ?? [])];
  return service.check(actor, 'KYC_LINK', { phone, templateName, name, email, expiresOn, notifyBy }, context.call);
}
