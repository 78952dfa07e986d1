import { Field, InputType } from 'type-graphql';
import { PhoneScalar } from '../scalars/identifier.scalars.js';
import { CountScalar, MasterDataIdScalar, WholeAmountScalar } from '../scalars/number.scalars.js';
import { FirmNameScalar, ShortTextScalar } from '../scalars/text.scalars.js';
import { IdNumberScalar, SourceKeyScalar } from '../scalars/token.scalars.js';
import { CurrencyCodeScalar, MasterDataCodeScalar } from './customer.scalars.js';

@InputType('CustomerSocialLinkInput', { description: 'Where the person is found in a social network.' })
export class CustomerSocialLinkInput {
  @Field(() => MasterDataCodeScalar, { description: "The platform's code for the network." })
  kindCode!: string;

  @Field(() => ShortTextScalar, { description: 'The address or name there.' })
  text!: string;
}

@InputType('CustomerClassificationInput', {
  description: "How the platform classifies a customer. Codes are the platform's master data.",
})
export class CustomerClassificationInput {
  @Field(() => MasterDataIdScalar, { nullable: true, description: 'The kind of customer: a code.' })
  customerTypeId?: number | null;

  @Field(() => MasterDataCodeScalar, { nullable: true, description: 'Where the income comes from: a code.' })
  incomeType?: string | null;

  @Field(() => MasterDataIdScalar, { nullable: true, description: 'The range of the annual income: a code.' })
  annualIncomeRangeId?: number | null;

  @Field(() => CurrencyCodeScalar, { nullable: true, description: 'The currency of that range.' })
  annualIncomeCurrency?: string | null;

  @Field(() => WholeAmountScalar, { nullable: true, description: 'The amount expected to be moved in a month.' })
  monthlyVolume?: number | null;

  @Field(() => CountScalar, { nullable: true, description: 'How many transactions are expected in a month.' })
  monthlyCount?: number | null;

  @Field(() => FirmNameScalar, { nullable: true, description: 'Employer.' })
  employerName?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'Address of the employer.' })
  employerAddress?: string | null;

  @Field(() => PhoneScalar, { nullable: true, description: 'Telephone of the employer.' })
  employerPhone?: string | null;

  @Field(() => MasterDataCodeScalar, { nullable: true, description: 'The profession: a code.' })
  professionCategory?: string | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'What the account is for.' })
  reasonForAccount?: string | null;

  @Field(() => SourceKeyScalar, { nullable: true, description: "The agent's own reference. Staff only." })
  agentReference?: string | null;

  @Field(() => MasterDataCodeScalar, { nullable: true, description: 'First language.' })
  firstLanguage?: string | null;

  @Field(() => MasterDataCodeScalar, { nullable: true, description: 'Marital status: a code.' })
  maritalStatus?: string | null;

  @Field(() => MasterDataIdScalar, { nullable: true, description: 'The risk rating: a code. Staff only.' })
  riskRatingId?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the person works in a designated non-financial business or profession (DNFBP).',
  })
  dnfbp?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the person deals in precious metals or stones (DPMS).',
  })
  dpms?: boolean | null;

  @Field(() => IdNumberScalar, { nullable: true, description: 'Tax registration number.' })
  taxRegistrationNumber?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the remarks are shown with each transaction. Staff only.',
  })
  showRemarksOnTransactions?: boolean | null;

  @Field(() => ShortTextScalar, { nullable: true, description: 'Remarks about the customer. Staff only.' })
  remarks?: string | null;

  @Field(() => [CustomerSocialLinkInput], { nullable: true, description: 'Social networks, at most ten.' })
  socialLinks?: CustomerSocialLinkInput[] | null;
}
