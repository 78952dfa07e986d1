import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import { type Applicant, awaitsDocument } from '../../domain/applicant/applicant.js';
import { maskDate, maskEmail, maskPhone, maskText } from '../../domain/identifier/mask.js';
import { wasCutShort } from '../../domain/kernel/lifecycle.js';
import type { ScreeningState } from '../../domain/provider/screening-port.js';
import type { Sourced } from '../../domain/provider/source.js';
import { DecisionEnum, LifecycleStatusEnum } from '../common/enums.js';
import { toGlobalId } from '../common/global-id.js';
import { askForConsent, type NextAction, NextActionUnion, NO_ACTION, waitFor } from '../common/next-action.union.js';
import { RawStatusType } from '../common/raw-status.type.js';
import { ReasonType, visibleReasons } from '../common/reason.type.js';
import { SourceType } from '../common/source.type.js';
import { type GraphqlContext, seesStaffFields } from '../context/context.js';
import { live } from '../context/live.js';
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
    description: 'Where is it? As of its last word or our last command while the provider cannot be asked.',
  })
  async status(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return newest(applicant, await state(applicant, context, info)).status;
  }

  @FieldResolver(() => DecisionEnum, {
    nullable: true,
    description: 'What does the provider conclude? As of its last word while it cannot be asked.',
  })
  async decision(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return newest(applicant, await state(applicant, context, info)).decision;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether the provider says that the decision is final.',
  })
  async decisionFinal(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return newest(applicant, await state(applicant, context, info)).decisionFinal ?? null;
  }

  @FieldResolver(() => DateTimeScalar, { nullable: true, description: 'When the provider decided.' })
  async decidedAt(@Root() applicant: Applicant, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return newest(applicant, await state(applicant, context, info)).decidedAt ?? null;
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
    const extracted = (await state(applicant, context, info)).value?.extracted ?? null;
    return (
      extracted && {
        ...extracted,
        dateOfBirth: maskDate(extracted.dateOfBirth),
        streetNumber: maskText(extracted.streetNumber),
        street: maskText(extracted.street),
      }
    );
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
    return (await state(applicant, context, info)).value?.raw ?? null;
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
    const link = context.loaders.madeLinks.get(applicant.id);
    if (link !== undefined) return { kind: 'OpenUrl', url: link.url, expiresAt: link.expiresAt };
    const sourced = await state(applicant, context, info);
    if (sourced.source.error?.code === 'CONSENT_WITHDRAWN') return askForConsent('SCREENING');
    if (sourced.value === null) return null;
    const { status, decision } = newest(applicant, sourced);
    const applicantId = toGlobalId('Applicant', applicant.id);
    if (wasCutShort(status)) return NO_ACTION;
    if (decision === 'RESUBMIT') {
      const face = sourced.value.reasons.some(({ code }) => code.startsWith('FACE_') || code.startsWith('LIVENESS_'));
      return { kind: face ? 'TakeLivePhoto' : 'UploadDocument', applicantId };
    }
    if (awaitsDocument({ status, decision })) return { kind: 'UploadDocument', applicantId };
    if (status === 'IN_REVIEW') return waitFor('REVIEWER');
    return status === 'COMPLETED' ? NO_ACTION : waitFor('PROVIDER');
  }
}

function state(applicant: Applicant, context: GraphqlContext, info: GraphQLResolveInfo) {
  return live(context, info, context.loaders.applicantState.load(applicant));
}

type Concluded = Pick<Applicant, 'status' | 'decision'> & Partial<Pick<ScreeningState, 'decisionFinal' | 'decidedAt'>>;

/** While the provider cannot be asked, a webhook or a command since its last answer knows better than that answer. */
function newest(applicant: Applicant, { value, source }: Sourced<ScreeningState>): Concluded {
  if (value === null) return applicant;
  const outdated = source.state === 'STALE' && source.fetchedAt !== null && source.fetchedAt < applicant.updatedAt;
  return outdated ? { status: applicant.status, decision: applicant.decision } : value;
}
