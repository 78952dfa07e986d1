import type { GraphQLSchema } from 'graphql';
import { buildSchema, type ClassType } from 'type-graphql';
import { ApplicantResolver, UserApplicantsResolver } from './applicant/applicant.resolver.js';
import { ApplicantScreeningResolver } from './applicant/applicant-screening.resolver.js';
import { ApplicantStateResolver } from './applicant/applicant-state.resolver.js';
import { DocumentCheckResolver } from './check/document-check.resolver.js';
import { HolderCheckResolver } from './check/holder-check.resolver.js';
import { RegistryCheckResolver } from './check/registry-check.resolver.js';
import { CustomerResolver, OnboardingUserResolver, UserCustomerResolver } from './customer/customer.resolver.js';
import { DocumentResolver, UserDocumentsResolver } from './document/document.resolver.js';
import { IdentifierResolver } from './identifier/identifier.resolver.js';
import { NodeResolver } from './node/node.resolver.js';
import { OtpResolver } from './otp/otp.resolver.js';
import { ProviderResolver } from './provider/provider.resolver.js';
import { RunnerResolver, UserRunnersResolver } from './runner/runner.resolver.js';
import { RunnerStateResolver } from './runner/runner-state.resolver.js';
import { SessionResolver } from './session/session.resolver.js';
import { UserResolver } from './user/user.resolver.js';
import { UserVerificationsResolver, VerificationResolver } from './verification/verification.resolver.js';
import { VerificationStateResolver } from './verification/verification-state.resolver.js';

const RESOLVERS = [
  SessionResolver,
  OtpResolver,
  UserResolver,
  UserApplicantsResolver,
  UserCustomerResolver,
  UserDocumentsResolver,
  UserRunnersResolver,
  UserVerificationsResolver,
  ApplicantResolver,
  ApplicantScreeningResolver,
  ApplicantStateResolver,
  CustomerResolver,
  OnboardingUserResolver,
  DocumentResolver,
  IdentifierResolver,
  NodeResolver,
  ProviderResolver,
  RunnerResolver,
  RunnerStateResolver,
  VerificationResolver,
  VerificationStateResolver,
  RegistryCheckResolver,
  HolderCheckResolver,
  DocumentCheckResolver,
] as const;

/** Instances of the resolver classes, made in the composition root. Those without dependencies may be left out. */
export type ResolverInstances = ReadonlyMap<ClassType, object>;

/** The executable schema. Without instances it is good for printing only. */
export async function buildGatewaySchema(instances: ResolverInstances = new Map()): Promise<GraphQLSchema> {
  const made = new Map<ClassType, object>(instances);
  const schema = await buildSchema({
    resolvers: [...RESOLVERS],
    container: {
      get: (resolver: ClassType) => {
        let instance = made.get(resolver);
        if (instance === undefined) {
          instance = new resolver();
          made.set(resolver, instance);
        }
        return instance;
      },
    },
    // Every input is checked by its scalar; class-validator would put whole inputs into error extensions.
    validate: false,
  });
  describeRoots(schema);
  return schema;
}

/** type-graphql has no place for the descriptions of the root types. */
function describeRoots(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  if (query) query.description = 'What can be read. A provider that is out of reach costs only its own fields.';
  if (mutation) mutation.description = 'What can be done. Each answers with what it made, or with a `Problem`.';
}
