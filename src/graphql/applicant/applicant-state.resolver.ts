import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import type { Applicant } from '../../domain/applicant/applicant.js';
import { maskEmail, maskPhone } from '../../domain/identifier/mask.js';
import { DecisionEnum, LifecycleStatusEnum } from '../common/enums.js';
import { toGlobalId } from '../common/global-id.js';
import { live } from '../common/live.js';
import { type NextAction, NextActionUnion, NO_ACTION, waitFor } from '../common/next-action.union.js';
import { RawStatusType } from '../common/raw-status.type.js';
import { ReasonType, visibleReasons } from '../common/reason.type.js';
import { SourceType } from '../common/source.type.js';
import { type GraphqlContext, seesStaffFields } from '../context.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { ApplicantDetailsType, ApplicantType, ExtractedDataType } from './applicant.type.js';

/** The fields that the screening provider answers. */
@Resolver(() => ApplicantType)
export class ApplicantStateResolver {
  @FieldResolver(() => ID, { description: 'Opaque; unique over all types.' })
  id(@Root() applicant: Applicant) {
    return toGlobalId('Applicant', applicant.id);
  }

  @FieldResolver(() => SourceType, { description: 'Where the fields of the provider come from.' })
  async source(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(applicant, context, info)).source;
  }

  @FieldResolver(() => LifecycleStatusEnum, {
    description: 'Where is it? As of the last command while the provider cannot be asked.',
  })
  async status(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(applicant, context, info)).value?.status ?? applicant.status;
  }

  @FieldResolver(() => DecisionEnum, { nullable: true, description: 'What does the provider conclude?' })
  async decision(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(applicant, context, info)).value?.decision ?? null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the provider says that the decision is final.',
  })
  async decisionFinal(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(applicant, context, info)).value?.decisionFinal ?? null;
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When the provider decided.' })
  async decidedAt(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(applicant, context, info)).value?.decidedAt ?? null;
  }

  @FieldResolver(() => [ReasonType], {
    nullable: true,
    description: 'Why it was not simply approved. Null while the provider cannot be asked.',
  })
  async reasons(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value } = await state(applicant, context, info);
    return value === null ? null : visibleReasons(value.reasons, seesStaffFields(context));
  }

  @FieldResolver(() => ExtractedDataType, {
    nullable: true,
    description: "What the provider read from the person's documents.",
  })
  async extracted(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await state(applicant, context, info)).value?.extracted ?? null;
  }

  @FieldResolver(() => ApplicantDetailsType, {
    nullable: true,
    description: 'What the provider was told about the person. A call of its own.',
  })
  async details(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { value } = await live(context, info, context.loaders.applicantDetails.load(applicant));
    return value && { ...value, email: maskEmail(value.email), phone: maskPhone(value.phone) };
  }

  @FieldResolver(() => RawStatusType, {
    nullable: true,
    description: "The provider's own words. Staff only: null for the subject.",
  })
  async raw(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return seesStaffFields(context) ? ((await state(applicant, context, info)).value?.raw ?? null) : null;
  }

  @FieldResolver(() => NextActionUnion, {
    nullable: true,
    description: 'What the person must do now. Null while the provider cannot be asked.',
  })
  async nextAction(
    @Root() applicant: Applicant,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NextAction | null> {
    const { value } = await state(applicant, context, info);
    if (value === null) return null;
    const applicantId = toGlobalId('Applicant', applicant.id);
    if (value.decision === 'RESUBMIT') {
      const face = value.reasons.some(({ code }) => code.startsWith('FACE_') || code.startsWith('LIVENESS_'));
      return { kind: face ? 'TakeLivePhoto' : 'UploadDocument', applicantId };
    }
    if (value.status === 'CREATED' || value.status === 'AWAITING_INPUT') return { kind: 'UploadDocument', applicantId };
    if (value.status === 'IN_REVIEW') return waitFor('REVIEWER');
    return value.status === 'COMPLETED' ? NO_ACTION : waitFor('PROVIDER');
  }
}

function state(applicant: Applicant, context: GraphqlContext, info: GraphQLResolveInfo) {
  return live(context, info, context.loaders.applicantState.load(applicant));
}
