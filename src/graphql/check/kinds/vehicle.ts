import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../../domain/check/check-service.js';
import { SIGNED_IN } from '../../access/access-rule.js';
import { type GraphqlContext, requireActor } from '../../context/context.js';
import { VehicleNumberScalar } from '../../scalars/check.scalars.js';
import { afterCheck } from '../after-check.js';
import { defineCheckApi } from '../check-api.js';
import { checkResult } from '../check-result.js';

const VerifyVehicleResult = checkResult('VerifyVehicleResult');

@Resolver()
class VehicleResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyVehicleResult, {
    description: "Checks a vehicle's registration with its registry. Costs money; sent once.",
  })
  verifyVehicle(
    @Arg('vehicleNumber', () => VehicleNumberScalar, { description: 'The registration number.' }) vehicleNumber: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, async () => this.service.check(actor, 'VEHICLE', { vehicleNumber }, context.call));
  }
}

export const vehicleApi = defineCheckApi(VehicleResolver, { verifyVehicle: SIGNED_IN });
