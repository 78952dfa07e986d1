import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Float, ID, Info, Resolver, Root } from 'type-graphql';
import type { JudgedCheck } from '../../domain/check/evidence-rule.js';
import { CHECK_KINDS } from '../../domain/check/kinds/check-kinds.js';
import type { Verification } from '../../domain/check/verification.js';
import { maskDate } from '../../domain/identifier/mask.js';
import type { Source } from '../../domain/provider/source.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { CheckOutcomeEnum, DecisionEnum, LifecycleStatusEnum } from '../common/enums.js';
import { toGlobalId } from '../common/global-id.js';
import { askForConsent, type NextAction, NextActionUnion, NO_ACTION, waitFor } from '../common/next-action.union.js';
import { ProviderEventConnection, toProviderEvent } from '../common/provider-event.type.js';
import { RawStatusType } from '../common/raw-status.type.js';
import { ReasonType, visibleReasons } from '../common/reason.type.js';
import { SourceType } from '../common/source.type.js';
import { type GraphqlContext, seesStaffFields } from '../context/context.js';
import { live } from '../context/live.js';
import { DocumentType } from '../document/document.type.js';
import { VerificationComparisonType, VerificationFactType, VerificationType } from './verification.type.js';

/** What the check found: read again from the provider where it can be, otherwise as kept. */
@Resolver(() => VerificationType)
export class VerificationStateResolver {
  @FieldResolver(() => ID, { description: 'Opaque; unique over all types.' })
  id(@Root() verification: Verification) {
    return toGlobalId('Verification', verification.id);
  }

  @FieldResolver(() => SourceType, {
    description: 'Where the outcome comes from. CACHED for checks that no provider lets us read again.',
  })
  async source(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await shown(verification, context, info)).source;
  }

  @FieldResolver(() => LifecycleStatusEnum, { description: 'Where is it?' })
  async status(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await shown(verification, context, info)).result.status;
  }

  @FieldResolver(() => CheckOutcomeEnum, { nullable: true, description: 'What did the provider find?' })
  async outcome(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await shown(verification, context, info)).result.outcome;
  }

  @FieldResolver(() => DecisionEnum, {
    nullable: true,
    description: 'RESUBMIT when the person must send something better.',
  })
  async decision(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await shown(verification, context, info)).result.decision;
  }

  @FieldResolver(() => Float, { nullable: true, description: 'How alike or how live, 0 to 1.' })
  async score(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await shown(verification, context, info)).result.score;
  }

  @FieldResolver(() => [ReasonType], { description: 'Why it did not simply pass.' })
  async reasons(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return visibleReasons((await shown(verification, context, info)).result.reasons, seesStaffFields(context));
  }

  @FieldResolver(() => [VerificationFactType], { description: 'What the check brought to light.' })
  async facts(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const { facts } = (await shown(verification, context, info)).result;
    return facts.map((fact) => (fact.name === 'dateOfBirth' ? { ...fact, value: maskDate(fact.value) } : fact));
  }

  @FieldResolver(() => [VerificationComparisonType], {
    description: 'What was given, each with how it compares. Empty for checks from before this was kept.',
  })
  async comparisons(
    @Root() verification: Verification,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return (await shown(verification, context, info)).result.comparisons;
  }

  @FieldResolver(() => RawStatusType, {
    nullable: true,
    description: "The provider's own words. Staff only: null for the subject.",
  })
  async raw(@Root() verification: Verification, @Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    return (await shown(verification, context, info)).result.raw;
  }

  @FieldResolver(() => DocumentType, { nullable: true, description: 'The image that was checked, for liveness.' })
  async evidence(@Root() verification: Verification, @Ctx() context: GraphqlContext) {
    return verification.documentId === null ? null : context.loaders.document.load(verification.documentId);
  }

  @FieldResolver(() => ProviderEventConnection, {
    nullable: true,
    description: 'What the provider told us about the check, the newest first. Staff only: null for the subject.',
  })
  async history(
    @Root() { providerId, referenceId }: Verification,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: GraphqlContext,
  ) {
    const request = toPageRequest(args);
    const page = await context.loaders.providerEvents.load(providerId, referenceId, request);
    return toConnection({ ...page, items: page.items.map(toProviderEvent) }, request);
  }

  @FieldResolver(() => NextActionUnion, { description: 'What the person must do now.' })
  async nextAction(
    @Root() verification: Verification,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NextAction> {
    const { result, source } = await shown(verification, context, info);
    const { capability, link } = verification;
    const withdrawn = source.error?.code === 'CONSENT_WITHDRAWN';
    if (withdrawn && result.status !== 'COMPLETED') return askForConsent(CHECK_KINDS[capability].discloses.purpose);
    if (result.decision === 'RESUBMIT') {
      const photo = CHECK_KINDS[capability].discloses.purpose === 'BIOMETRIC_CHECK';
      return { kind: photo ? 'TakeLivePhoto' : 'UploadDocument', applicantId: null };
    }
    if (result.status === 'AWAITING_INPUT' && link) {
      // Whoever opens the page acts in the person's place, so all others can only wait.
      return context.actor?.userId === verification.userId ? { kind: 'OpenUrl', ...link } : waitFor('PROVIDER');
    }
    if (result.status === 'AWAITING_INPUT' && capability === 'AADHAAR_OTP')
      return { kind: 'EnterAadhaarOtp', verificationId: toGlobalId('Verification', verification.id) };
    if (result.status === 'PROCESSING') return waitFor('PROVIDER');
    return result.status === 'IN_REVIEW' ? waitFor('REVIEWER') : NO_ACTION;
  }
}

async function shown(
  verification: Verification,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<{ result: JudgedCheck; source: Source }> {
  const read = await context.loaders.check.load(verification);
  const kept: Source = {
    providerId: verification.providerId,
    state: 'CACHED',
    fetchedAt: verification.completedAt,
    error: null,
  };
  if (read === null) return { result: keptResult(verification), source: kept };
  const { value, source } = await live(context, info, Promise.resolve(read));
  if (value !== null && !isOutrun(verification, source)) return { result: value, source };
  return { result: keptResult(verification), source: { ...kept, state: 'STALE', error: source.error } };
}

/** Whether a webhook brought a newer result than the answer that stands in for a live one. */
function isOutrun(verification: Verification, { state, fetchedAt }: Source): boolean {
  return state === 'STALE' && fetchedAt !== null && fetchedAt < verification.updatedAt;
}

/** What the check found, as kept. What is sealed is opened when it is asked for: one value that does not open spares the others. */
export function keptResult(verification: Verification): JudgedCheck {
  const { referenceId, status, outcome, decision, score, retryable, validUntil, validity } = verification;
  return {
    referenceId,
    status,
    outcome: outcome ?? 'UNAVAILABLE',
    decision: decision === 'RESUBMIT' ? 'RESUBMIT' : null,
    score,
    retryable,
    validUntil,
    lapsed: validity === 'EXPIRED',
    get comparisons() {
      return verification.comparisons ?? [];
    },
    get reasons() {
      return verification.reasons;
    },
    get facts() {
      return verification.facts;
    },
    get raw() {
      return verification.raw;
    },
    get link() {
      return verification.link;
    },
  };
}
