import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { OWNER, SIGNED_IN } from '../../access/access-rule.js';
import { fromGlobalId } from '../../common/global-id.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { AadhaarNumberScalar } from '../../scalars/check.scalars.js';
import { OtpCodeScalar } from '../../scalars/token.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

@InputType('VerifyAadhaarOtpInput', { description: 'A code that the holder of an Aadhaar got.' })
export class VerifyAadhaarOtpInput {
  @Field(() => ID, { description: 'The id of the Verification of `requestAadhaarOtp`.' })
  verificationId!: string;

  @Field(() => OtpCodeScalar, { description: 'The code.' })
  code!: string;
}

const RequestAadhaarOtpResult = checkResult('RequestAadhaarOtpResult');
const VerifyAadhaarOtpResult = checkResult('VerifyAadhaarOtpResult');

@Resolver()
class AadhaarOtpResolver {
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
    return afterCheck(context, async () => this.service.check(actor, 'AADHAAR_OTP', { aadhaarNumber }, context.call));
  }

  @Mutation(() => VerifyAadhaarOtpResult, {
    description: 'Checks the code that the holder got. A wrong one leaves the check open for another try.',
  })
  verifyAadhaarOtp(
    @Arg('input', () => VerifyAadhaarOtpInput, { description: 'The code.' }) input: VerifyAadhaarOtpInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () =>
      this.service.submitAadhaarCode(
        actor,
        fromGlobalId('Verification', input.verificationId, 'input.verificationId'),
        input.code,
        context.call,
      ),
    );
  }
}

export const aadhaarOtpApi = defineCheckApi(AadhaarOtpResolver, {
  requestAadhaarOtp: SIGNED_IN,
  verifyAadhaarOtp: OWNER,
});
