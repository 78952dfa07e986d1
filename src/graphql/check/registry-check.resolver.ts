import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CheckService } from '../../domain/check/check-service.js';
import { type GraphqlContext, requireActor } from '../context.js';
import { CinScalar, IpAddressScalar, VehicleNumberScalar } from '../scalars/check.scalars.js';
import { afterCheck } from '../verification/after-check.js';
import { VerifyBankAccountInput } from '../verification/verification.type.js';
import {
  CheckIpAddressResult,
  VerifyBankAccountAsyncResult,
  VerifyCinResult,
  VerifyDrivingLicenceResult,
  VerifyPanAdvancedResult,
  VerifyPanLiteResult,
  VerifyPassportResult,
  VerifyUpiResult,
  VerifyVehicleResult,
  VerifyVoterIdResult,
} from './check-results.js';
import {
  VerifyDrivingLicenceInput,
  VerifyPanAdvancedInput,
  VerifyPanLiteInput,
  VerifyPassportInput,
  VerifyUpiInput,
  VerifyVoterIdInput,
} from './registry-check.input.js';

/** Numbers with the registries behind them. */
@Resolver()
export class RegistryCheckResolver {
  constructor(private readonly service: CheckService) {}

  @Mutation(() => VerifyPanAdvancedResult, {
    description:
      'Checks a PAN with the tax registry, with everything that the registry tells of its holder. Costs money; sent once.',
  })
  verifyPanAdvanced(
    @Arg('input', () => VerifyPanAdvancedInput, { description: 'The PAN.' }) input: VerifyPanAdvancedInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(actor, 'PAN_ADVANCED', { pan: input.pan, name: input.name ?? null }, context.call),
    );
  }

  @Mutation(() => VerifyPanLiteResult, {
    description: 'Checks whether a PAN belongs to a name and a date of birth. Costs money; sent once.',
  })
  verifyPanLite(
    @Arg('input', () => VerifyPanLiteInput, { description: 'The PAN and the person.' }) input: VerifyPanLiteInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(
        actor,
        'PAN_LITE',
        { pan: input.pan, name: input.name, dateOfBirth: input.dateOfBirth },
        context.call,
      ),
    );
  }

  @Mutation(() => VerifyBankAccountAsyncResult, {
    description:
      'Has a bank account checked in the background: the verification stays PROCESSING until the bank has answered. Costs money; sent once.',
  })
  verifyBankAccountAsync(
    @Arg('input', () => VerifyBankAccountInput, { description: 'The account.' }) input: VerifyBankAccountInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(
        actor,
        'BANK_ACCOUNT_ASYNC',
        { accountNumber: input.accountNumber, ifsc: input.ifsc, name: input.name ?? null, phone: input.phone ?? null },
        context.call,
      ),
    );
  }

  @Mutation(() => VerifyDrivingLicenceResult, {
    description: 'Checks a driving licence with its registry. Costs money; sent once.',
  })
  verifyDrivingLicence(
    @Arg('input', () => VerifyDrivingLicenceInput, { description: 'The licence.' }) input: VerifyDrivingLicenceInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(
        actor,
        'DRIVING_LICENCE',
        { licenceNumber: input.licenceNumber, dateOfBirth: input.dateOfBirth },
        context.call,
      ),
    );
  }

  @Mutation(() => VerifyVoterIdResult, { description: 'Checks a voter id with its registry. Costs money; sent once.' })
  verifyVoterId(
    @Arg('input', () => VerifyVoterIdInput, { description: 'The voter id.' }) input: VerifyVoterIdInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(actor, 'VOTER_ID', { epicNumber: input.epicNumber, name: input.name ?? null }, context.call),
    );
  }

  @Mutation(() => VerifyPassportResult, {
    description: 'Checks a passport application with its registry. Costs money; sent once.',
  })
  verifyPassport(
    @Arg('input', () => VerifyPassportInput, { description: 'The passport.' }) input: VerifyPassportInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(
        actor,
        'PASSPORT',
        { fileNumber: input.fileNumber, dateOfBirth: input.dateOfBirth, name: input.name ?? null },
        context.call,
      ),
    );
  }

  @Mutation(() => VerifyUpiResult, { description: 'Checks a UPI address with its bank. Costs money; sent once.' })
  verifyUpi(
    @Arg('input', () => VerifyUpiInput, { description: 'The address.' }) input: VerifyUpiInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () =>
      this.service.check(actor, 'UPI', { vpa: input.vpa, name: input.name ?? null }, context.call),
    );
  }

  @Mutation(() => VerifyCinResult, {
    description: 'Checks a company number with its registry. Costs money; sent once.',
  })
  verifyCin(
    @Arg('cin', () => CinScalar, { description: 'The company number.' }) cin: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () => this.service.check(actor, 'CIN', { cin }, context.call));
  }

  @Mutation(() => VerifyVehicleResult, {
    description: "Checks a vehicle's registration with its registry. Costs money; sent once.",
  })
  verifyVehicle(
    @Arg('vehicleNumber', () => VehicleNumberScalar, { description: 'The registration number.' }) vehicleNumber: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () => this.service.check(actor, 'VEHICLE', { vehicleNumber }, context.call));
  }

  @Mutation(() => CheckIpAddressResult, {
    description: 'Looks up where an IP address is, and whether it hides somebody. Costs money; sent once.',
  })
  checkIpAddress(
    @Arg('ipAddress', () => IpAddressScalar, { description: 'The address.' }) ipAddress: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return afterCheck(context, () => this.service.check(actor, 'IP_ADDRESS', { ipAddress }, context.call));
  }
}
