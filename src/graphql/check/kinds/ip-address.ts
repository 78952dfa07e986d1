import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { IpAddressScalar } from '../../scalars/check.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

const CheckIpAddressResult = checkResult('CheckIpAddressResult');

@Resolver()
class IpAddressResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => CheckIpAddressResult, {
    description: 'Looks up where an IP address is, and whether it hides somebody. Costs money; sent once.',
  })
  checkIpAddress(
    @Arg('ipAddress', () => IpAddressScalar, { description: 'The address.' }) ipAddress: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => this.service.check(actor, 'IP_ADDRESS', { ipAddress }, context.call));
  }
}

export const ipAddressApi = defineCheckApi(IpAddressResolver, { checkIpAddress: SIGNED_IN });
