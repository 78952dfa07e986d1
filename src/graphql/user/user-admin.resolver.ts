import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { Role } from '../../domain/kernel/actor.js';
import type { SuspensionReason, UserAdministration } from '../../domain/user/user-administration.js';
import { fromGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { RoleEnum } from './user.type.js';
import { ReinstateUserResult, SetUserRolesResult, SuspendUserResult, SuspensionReasonEnum } from './user-admin.type.js';

@Resolver()
export class UserAdminResolver {
  constructor(private readonly administration: UserAdministration) {}

  @Mutation(() => SetUserRolesResult, {
    description:
      'For admins: what an account may do from now on, in place of what it might. Ends its sessions. The last admin stays one.',
  })
  setUserRoles(
    @Arg('userId', () => ID, { description: 'The id of a User.' }) userId: string,
    @Arg('roles', () => [RoleEnum], { description: 'At least one. SERVICE is for programs only.' }) roles: Role[],
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('User', userId, 'userId');
    return changed(id, context, () => this.administration.setRoles(actor, id, roles, context.call));
  }

  @Mutation(() => SuspendUserResult, {
    description:
      'For admins: nobody may sign in to the account from now on, and its sessions end. Nobody can suspend themselves.',
  })
  suspendUser(
    @Arg('userId', () => ID, { description: 'The id of a User.' }) userId: string,
    @Arg('reason', () => SuspensionReasonEnum, { description: 'Why. Goes into the audit trail.' })
    reason: SuspensionReason,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('User', userId, 'userId');
    return changed(id, context, () => this.administration.suspend(actor, id, reason, context.call));
  }

  @Mutation(() => ReinstateUserResult, {
    description: 'For admins: the person may sign in again. Doing it twice changes nothing.',
  })
  reinstateUser(
    @Arg('userId', () => ID, { description: 'The id of a User.' }) userId: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const id = fromGlobalId('User', userId, 'userId');
    return changed(id, context, () => this.administration.reinstate(actor, id, context.call));
  }
}

/** The account as it is after the change. */
function changed(id: string, { loaders, accesses }: GraphqlContext, change: () => Promise<void>) {
  return orProblem(async () => {
    await change();
    loaders.user.clear(id);
    const user = await loaders.user.load(id);
    if (user === null) throw new Error('The account is gone.');
    accesses.seePeople('User', [user]);
    return user;
  });
}
