import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { isService } from '../../domain/kernel/actor.js';
import { invalid } from '../../domain/kernel/problem.js';
import type { AccountName, OtpLogin } from '../../domain/otp/otp-login.js';
import type { OtpService } from '../../domain/otp/otp-service.js';
import type { OtpChannel } from '../../domain/provider/otp-port.js';
import { OtpChannelEnum } from '../common/enums.js';
import { orProblem, PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import type { GraphqlContext } from '../context/context.js';
import { EmailAddressScalar, PhoneScalar } from '../scalars/identifier.scalars.js';
import { OtpChallengeScalar, OtpCodeScalar } from '../scalars/token.scalars.js';
import { SessionType } from '../session/session.types.js';

const EMAIL =
  'To sign in: the address of the account; a code by EMAIL goes to one that is verified. Left out when signed in.';
const MOBILE =
  'To sign in: in place of `email`, the mobile number of the account, once it is verified. Left out when signed in.';

@ObjectType('OtpRequested', { description: 'What became of the request for a code.', simpleResolvers: true })
class OtpRequestedType {
  @Field(() => OtpChannelEnum, { description: 'Where it goes.' })
  channel!: OtpChannel;

  @Field(() => Boolean, {
    description:
      'False when the provider answered but says that nothing was sent. Always true without a login: the answer does not tell whether there is such an account.',
  })
  sent!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Send it with the code to `verifyOtp`: five wrong codes of your own that nobody else can use up, for 15 minutes. Null when signed in, where tries are your own anyway.',
  })
  challenge!: string | null;
}

@ObjectType('OtpChecked', { description: 'What became of a code.', simpleResolvers: true })
class OtpCheckedType {
  @Field(() => OtpChannelEnum, { description: 'Where it was sent.' })
  channel!: OtpChannel;

  @Field(() => Boolean, {
    description:
      'Whether the code was right. Without a login also false when there is no such account or the code could not be checked.',
  })
  verified!: boolean;

  @Field(() => SessionType, { nullable: true, description: 'The new session, when the code signed somebody in.' })
  session!: unknown;
}

@InputType('RequestOtpInput', { description: 'Where to send a code.' })
class RequestOtpInput {
  @Field(() => OtpChannelEnum, { description: "To the account's own mobile number or email address." })
  channel!: OtpChannel;

  @Field(() => EmailAddressScalar, { nullable: true, description: EMAIL })
  email?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: MOBILE })
  mobile?: string | null;
}

@InputType('VerifyOtpInput', { description: 'A code that a person typed.' })
class VerifyOtpInput {
  @Field(() => OtpChannelEnum, { description: 'Where it was sent.' })
  channel!: OtpChannel;

  @Field(() => OtpCodeScalar, { description: 'The code.' })
  code!: string;

  @Field(() => OtpChallengeScalar, {
    nullable: true,
    description:
      'To sign in: as `requestOtp` gave it for this account and channel. Without it, or with one that is too old, wrong codes count with those of your network. Of no use when signed in.',
  })
  challenge?: string | null;

  @Field(() => EmailAddressScalar, { nullable: true, description: EMAIL })
  email?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: MOBILE })
  mobile?: string | null;
}

const PROBLEMS = ['ValidationProblem', ...PROVIDER_PROBLEMS] as const;
const RequestOtpResult = resultUnion('RequestOtpResult', 'OtpRequested', () => OtpRequestedType, PROBLEMS);
const VerifyOtpResult = resultUnion('VerifyOtpResult', 'OtpChecked', () => OtpCheckedType, PROBLEMS);

/** Programs have no account of their own: they pass on what a person asks for who wants to sign in. */
@Resolver()
export class OtpResolver {
  constructor(
    private readonly service: OtpService,
    private readonly login: OtpLogin,
  ) {}

  @Mutation(() => RequestOtpResult, {
    description:
      "Sends a code: signed in, to one's own mobile number or email address, to verify it; without a login to those of the account that is named, to sign in. Five in 15 minutes, 20 in a day, by whoever is signed in, and by each device that was signed in before (header `X-Device-Token`) or network. What other networks ask for never counts for you; for the account they get ten codes in 15 minutes, 20 in a day, then one in 30 minutes, and the latest code stays good.",
  })
  requestOtp(
    @Arg('input', () => RequestOtpInput, { description: 'Where to send it.' }) input: RequestOtpInput,
    @Ctx() { actor, client, call }: GraphqlContext,
  ) {
    return orProblem(() => {
      if (actor === null || isService(actor)) return this.login.request(input, input.channel, client, call);
      refuseAccount(input);
      return this.service.request(actor, input.channel, call);
    });
  }

  @Mutation(() => VerifyOtpResult, {
    description:
      'Checks a code: signed in, a right one marks the mobile number or email address as verified; without a login it opens a session. A wrong one uses up an attempt: five for each `challenge`, and without one five in 15 minutes, 20 in a day, by whoever is signed in, by each device that was signed in before (header `X-Device-Token`) or network.',
  })
  verifyOtp(
    @Arg('input', () => VerifyOtpInput, { description: 'The code.' }) input: VerifyOtpInput,
    @Ctx() { actor, client, call }: GraphqlContext,
  ) {
    return orProblem(async () => {
      const { channel } = input;
      if (actor === null || isService(actor)) {
        const session = await this.login.verify(input, input, client, call);
        return { channel, verified: session !== null, session };
      }
      refuseAccount(input);
      return { ...(await this.service.verify(actor, input, call)), session: null };
    });
  }
}

function refuseAccount({ email, mobile }: AccountName): void {
  const given = Object.entries({ email, mobile }).filter(([, value]) => value != null);
  if (given.length === 0) return;
  const message = 'must be left out: you are signed in, and codes go to your own account';
  throw invalid(given.map(([field]) => ({ field, message })));
}
