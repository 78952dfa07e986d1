import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { CheckEngine } from '../../domain/check/check-engine.js';
import type { CheckService } from '../../domain/check/check-service.js';
import type { Verification } from '../../domain/check/verification.js';
import { listOwned } from '../../domain/owned-records.js';
import type { OwnedRepository } from '../../domain/owned-repository.js';
import type { User } from '../../domain/user/user.js';
import { toPageRequest } from '../common/connection.js';
import { fromGlobalId } from '../common/global-id.js';
import { LivePageArgs, livePage, liveRecord, MaxAgeArgs } from '../common/max-age.js';
import { readOwned } from '../common/read-owned.js';
import { type GraphqlContext, requireActor } from '../context.js';
import { UserType } from '../user/user.type.js';
import { afterCheck } from './after-check.js';
import {
  CheckLivenessResult,
  MatchNamesInput,
  MatchNamesResult,
  ValidityEnum,
  VerificationConnection,
  VerificationType,
  VerifyBankAccountInput,
  VerifyBankAccountResult,
  VerifyGstinInput,
  VerifyGstinResult,
  VerifyPanInput,
  VerifyPanResult,
} from './verification.type.js';

@Resolver(() => UserType)
export class UserVerificationsResolver {
  @FieldResolver(() => VerificationConnection, { description: 'The checks that were made about the person.' })
  async verifications(
    @Root() user: User,
    @Args(() => LivePageArgs) args: LivePageArgs,
    @Ctx() context: GraphqlContext,
  ) {
    const request = toPageRequest(args);
    return livePage(await context.loaders.verifications.load(user.id, request), request, args, context);
  }
}

@Resolver(() => VerificationType)
export class VerificationResolver {
  constructor(
    private readonly repository: OwnedRepository<Verification>,
    private readonly engine: CheckEngine,
    private readonly service: CheckService,
  ) {}

  @Query(() => VerificationType, {
    nullable: true,
    description: 'One verification. Customers may read their own, staff all.',
  })
  verification(
    @Arg('id', () => ID, { description: 'The id of a Verification.' }) id: string,
    @Args(() => MaxAgeArgs) args: MaxAgeArgs,
    @Ctx() context: GraphqlContext,
  ) {
    return liveRecord(readOwned(this.repository, 'Verification', id, context), args, context);
  }

  @Query(() => VerificationConnection, { description: "The signed-in customer's verifications; all for staff." })
  async verifications(@Args(() => LivePageArgs) args: LivePageArgs, @Ctx() context: GraphqlContext) {
    const actor = requireActor(context);
    const request = toPageRequest(args);
    const page = context.accesses.seePage('Verification', await listOwned(this.repository, actor, request));
    return livePage(page, request, args, context);
  }

  @Mutation(() => VerifyPanResult, { description: 'Checks a PAN with the tax registry. Costs money; sent once.' })
  verifyPan(
    @Arg('input', () => VerifyPanInput, { description: 'The PAN.' }) input: VerifyPanInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(actor, 'PAN', { pan: input.pan, name: input.name ?? null }, context.call),
    );
  }

  @Mutation(() => VerifyBankAccountResult, {
    description: 'Checks a bank account with the bank. Costs money; sent once.',
  })
  verifyBankAccount(
    @Arg('input', () => VerifyBankAccountInput, { description: 'The account.' }) input: VerifyBankAccountInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const { accountNumber, ifsc, name = null, phone = null } = input;
    return afterCheck(context, () =>
      this.service.check(actor, 'BANK_ACCOUNT', { accountNumber, ifsc, name, phone }, context.call),
    );
  }

  @Mutation(() => VerifyGstinResult, { description: 'Checks a GSTIN with the tax registry. Costs money; sent once.' })
  verifyGstin(
    @Arg('input', () => VerifyGstinInput, { description: 'The GSTIN.' }) input: VerifyGstinInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(
        actor,
        'GSTIN',
        { gstin: input.gstin, businessName: input.businessName ?? null },
        context.call,
      ),
    );
  }

  @Mutation(() => MatchNamesResult, { description: 'Compares two names. Costs money; sent once.' })
  matchNames(
    @Arg('input', () => MatchNamesInput, { description: 'The names.' }) input: MatchNamesInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(actor, 'NAME_MATCH', { name: input.name, otherName: input.otherName }, context.call),
    );
  }

  @Mutation(() => CheckLivenessResult, {
    description: 'Tells a live face from a picture of one. Costs money; sent once.',
  })
  checkLiveness(
    @Arg('documentId', () => ID, { description: 'The id of a Document: a JPEG or PNG of the face.' })
    documentId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('Document', documentId, 'documentId');
    return afterCheck(context, () => this.service.check(actor, 'LIVENESS', { file: id }, context.call));
  }

  @FieldResolver(() => ValidityEnum, {
    nullable: true,
    description: 'Does a passed check still hold today? EXPIRED when what it looked at has run out.',
  })
  validity(@Root() verification: Verification) {
    return this.engine.validityOf(verification);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Whom it is about.' })
  user(@Root() verification: Verification, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(verification.userId);
  }
}
