import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { AccessPurpose } from '../../domain/audit/access-log.js';
import { maskEmail, maskPhone } from '../../domain/identifier/mask.js';
import type { ReadRetainedRecord, RetainedRecordService } from '../../domain/privacy/retained-record-service.js';
import { AccessPurposeEnum } from '../access-log/access-log.type.js';
import { fromGlobalId, toGlobalId } from '../common/global-id.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { toAddressView, toPanView } from '../user/profile.view.js';
import { RetainedRecordType } from './retained-record.type.js';

@Resolver()
export class RetainedRecordResolver {
  constructor(private readonly service: RetainedRecordService) {}

  @Query(() => RetainedRecordType, {
    nullable: true,
    description:
      'For admins: what a law keeps of a person whose account was erased. It is in the access log and the audit trail before it is shown.',
  })
  async retainedRecord(
    @Arg('userId', () => ID, { description: 'The id of the User that is gone, as in `Erasure.userId`.' })
    globalId: string,
    @Arg('purpose', () => AccessPurposeEnum, { description: 'Why; not OWN_DATA.' }) purpose: AccessPurpose,
    @Ctx() context: GraphqlContext,
  ) {
    const userId = fromGlobalId('User', globalId, 'userId');
    return toRetainedView(await this.service.read(requireActor(context), userId, purpose, context.call));
  }
}

function toRetainedView({ record, identity }: ReadRetainedRecord): RetainedRecordType {
  const { account, pan, personal, address, checks } = identity;
  return {
    userId: toGlobalId('User', record.userId),
    basis: record.basis,
    until: record.until,
    createdAt: record.createdAt,
    name: account.name,
    email: maskEmail(account.email),
    mobile: maskPhone(account.mobile),
    accountCreatedAt: account.createdAt,
    pan: toPanView(pan),
    personal,
    address: toAddressView(address),
    checks,
    documents: record.documentIds.length,
  };
}
