import { Field, ObjectType } from 'type-graphql';

@ObjectType('RawStatus', {
  description: "The provider's own words, kept beside ours. Staff only.",
  simpleResolvers: true,
})
export class RawStatusType {
  @Field(() => String, { nullable: true, description: "The provider's status." })
  providerStatus!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's code." })
  providerCode!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's label." })
  providerLabel!: string | null;
}
