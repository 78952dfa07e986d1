import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { OtpService } from '../../domain/otp/otp-service.js';
import type { OtpChannel } from '../../domain/provider/otp-port.js';
import { OtpChannelEnum } from '../common/enums.js';
import { orProblem, PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context.js';
import { OtpCodeScalar } from '../scalars/token.scalars.js';

@ObjectType('OtpRequested', { description: 'What became of the request for a code.', simpleResolvers: true })
class OtpRequestedType {
  @Field(() => OtpChannelEnum, { description: 'Where it goes.' })
  channel!: OtpChannel;

  @Field(() => Boolean, { description: 'False when the provider answered but says that nothing was sent.' })
  sent!: boolean;
}

@ObjectType('OtpChecked', { description: 'What became of a code.', simpleResolvers: true })
class OtpCheckedType {
  @Field(() => OtpChannelEnum, { description: 'Where it was sent.' })
  channel!: OtpChannel;

  @Field(() => Boolean, { description: 'Whether the code was right.' })
  verified!: boolean;
}

@InputType('RequestOtpInput', { description: 'Where to send a code.' })
class RequestOtpInput {
  @Field(() => OtpChannelEnum, { description: "To the account's own mobile number or email address." })
  channel!: OtpChannel;
}

@InputType('VerifyOtpInput', { description: 'A code that a person typed.' })
class VerifyOtpInput {
  @Field(() => OtpChannelEnum, { description: 'Where it was sent.' })
  channel!: OtpChannel;

  @Field(() => OtpCodeScalar, { description: 'The code.' })
  code!: string;
}

const RequestOtpResult = resultUnion('RequestOtpResult', 'OtpRequested', () => OtpRequestedType, PROVIDER_PROBLEMS);
const VerifyOtpResult = resultUnion('VerifyOtpResult', 'OtpChecked', () => OtpCheckedType, PROVIDER_PROBLEMS);

@Resolver()
export class OtpResolver {
  constructor(private readonly service: OtpService) {}

  @Mutation(() => RequestOtpResult, {
    description: "Sends a code to the signed-in user's own mobile number or email address.",
  })
  requestOtp(
    @Arg('input', () => RequestOtpInput, { description: 'Where to send it.' }) input: RequestOtpInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(() => this.service.request(actor, input.channel, context.call));
  }

  @Mutation(() => VerifyOtpResult, {
    description: 'Checks a code; a right one marks the mobile number as verified. A wrong one uses up an attempt.',
  })
  verifyOtp(
    @Arg('input', () => VerifyOtpInput, { description: 'The code.' }) input: VerifyOtpInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(() => this.service.verify(actor, input.channel, input.code, context.call));
  }
}
