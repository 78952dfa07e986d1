import { Field, InputType } from 'type-graphql';
import {
  DrivingLicenceNumberScalar,
  EpicNumberScalar,
  PassportFileNumberScalar,
  UpiAddressScalar,
} from '../scalars/check.scalars.js';
import { DateScalar } from '../scalars/date.scalars.js';
import { PanScalar } from '../scalars/identifier.scalars.js';
import { FirmNameScalar } from '../scalars/text.scalars.js';

@InputType('VerifyPanAdvancedInput', { description: 'A PAN to check in full detail.' })
export class VerifyPanAdvancedInput {
  @Field(() => PanScalar, { description: 'The number.' })
  pan!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

@InputType('VerifyPanLiteInput', { description: 'A PAN to compare with a person.' })
export class VerifyPanLiteInput {
  @Field(() => PanScalar, { description: 'The number.' })
  pan!: string;

  @Field(() => FirmNameScalar, { description: 'The name on it.' })
  name!: string;

  @Field(() => DateScalar, { description: 'The date of birth of the holder.' })
  dateOfBirth!: string;
}

@InputType('VerifyDrivingLicenceInput', { description: 'A driving licence to check.' })
export class VerifyDrivingLicenceInput {
  @Field(() => DrivingLicenceNumberScalar, { description: 'The number.' })
  licenceNumber!: string;

  @Field(() => DateScalar, { description: 'The date of birth of the holder.' })
  dateOfBirth!: string;
}

@InputType('VerifyVoterIdInput', { description: 'A voter id to check.' })
export class VerifyVoterIdInput {
  @Field(() => EpicNumberScalar, { description: 'The number.' })
  epicNumber!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

@InputType('VerifyPassportInput', { description: 'A passport to check.' })
export class VerifyPassportInput {
  @Field(() => PassportFileNumberScalar, {
    description: 'The file number of the application, as printed on the last page.',
  })
  fileNumber!: string;

  @Field(() => DateScalar, { description: 'The date of birth of the holder.' })
  dateOfBirth!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the registered one.' })
  name?: string | null;
}

@InputType('VerifyUpiInput', { description: 'A UPI address to check.' })
export class VerifyUpiInput {
  @Field(() => UpiAddressScalar, { description: 'The address.' })
  vpa!: string;

  @Field(() => FirmNameScalar, { nullable: true, description: 'The name to compare with the one at the bank.' })
  name?: string | null;
}
