import type { GraphQLSchema } from 'graphql';
import { buildSchema, type ClassType } from 'type-graphql';
import { enforceAccess } from './access/enforce-access.js';
import { UserAccessLogResolver } from './access-log/access-log.resolver.js';
import { RevealResolver } from './access-log/reveal.resolver.js';
import { ACCESS_RULES } from './access-rules.js';
import { ApiKeyResolver } from './api-key/api-key.resolver.js';
import { ApplicantResolver, UserApplicantsResolver } from './applicant/applicant.resolver.js';
import { ApplicantScreeningResolver } from './applicant/applicant-screening.resolver.js';
import { ApplicantStateResolver } from './applicant/applicant-state.resolver.js';
import { CHECK_RESOLVERS } from './check/kinds/check-apis.js';
import { UserVerificationsResolver, VerificationResolver } from './check/verification.resolver.js';
import { VerificationStateResolver } from './check/verification-state.resolver.js';
import { ConsentResolver, UserConsentsResolver } from './consent/consent.resolver.js';
import { CustomerResolver, OnboardingUserResolver, UserCustomerResolver } from './customer/customer.resolver.js';
import { DocumentResolver, UserDocumentsResolver } from './document/document.resolver.js';
import { stopAfterStoreTrouble } from './execution/stop-after-store-trouble.js';
import {
  ExternalIdentityResolver,
  UserExternalIdentitiesResolver,
} from './external-identity/external-identity.resolver.js';
import { IdentifierResolver } from './identifier/identifier.resolver.js';
import { NodeResolver } from './node/node.resolver.js';
import { OtpResolver } from './otp/otp.resolver.js';
import { DataExportResolver } from './privacy/data-export.resolver.js';
import { ErasureResolver, UserErasureResolver } from './privacy/erasure.resolver.js';
import { RetainedRecordResolver } from './privacy/retained-record.resolver.js';
import { ProviderResolver } from './provider/provider.resolver.js';
import { ProviderSessionResolver } from './provider-session/provider-session.resolver.js';
import { RunnerResolver, UserRunnersResolver } from './runner/runner.resolver.js';
import { RunnerStateResolver } from './runner/runner-state.resolver.js';
import { RunnerStepResolver } from './runner/runner-step.resolver.js';
import { RunnerToolsResolver } from './runner/runner-tools.resolver.js';
import { OpenSessionResolver } from './session/open-session.resolver.js';
import { PasswordResetResolver } from './session/password-reset.resolver.js';
import { SessionResolver } from './session/session.resolver.js';
import { UserResolver } from './user/user.resolver.js';
import { UserAdminResolver } from './user/user-admin.resolver.js';
import { ProviderCommandResolver } from './workflow-admin/provider-command.resolver.js';
import { StorageDocumentResolver } from './workflow-admin/storage-document.resolver.js';
import { WorkflowDesignResolver } from './workflow-admin/workflow-design.resolver.js';
import { WorkflowRecordResolver } from './workflow-admin/workflow-record.resolver.js';

const RESOLVERS = [
  SessionResolver,
  OpenSessionResolver,
  PasswordResetResolver,
  ApiKeyResolver,
  ExternalIdentityResolver,
  UserExternalIdentitiesResolver,
  OtpResolver,
  ProviderSessionResolver,
  WorkflowDesignResolver,
  WorkflowRecordResolver,
  StorageDocumentResolver,
  ProviderCommandResolver,
  UserResolver,
  UserAdminResolver,
  UserApplicantsResolver,
  UserConsentsResolver,
  UserAccessLogResolver,
  RevealResolver,
  UserCustomerResolver,
  UserDocumentsResolver,
  UserRunnersResolver,
  UserVerificationsResolver,
  ApplicantResolver,
  ApplicantScreeningResolver,
  ApplicantStateResolver,
  ConsentResolver,
  CustomerResolver,
  OnboardingUserResolver,
  DocumentResolver,
  IdentifierResolver,
  NodeResolver,
  DataExportResolver,
  ErasureResolver,
  UserErasureResolver,
  RetainedRecordResolver,
  ProviderResolver,
  RunnerResolver,
  RunnerStateResolver,
  RunnerStepResolver,
  RunnerToolsResolver,
  VerificationResolver,
  VerificationStateResolver,
  ...CHECK_RESOLVERS,
] as const;

/** Instances of the resolver classes, made in the composition root. Those without dependencies may be left out. */
export type ResolverInstances = ReadonlyMap<ClassType, object>;

/** The executable schema, with who may use what in front of every resolver. Without instances it is good for printing only. */
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
  enforceAccess(schema, ACCESS_RULES);
  stopAfterStoreTrouble(schema);
  return schema;
}

/** type-graphql has no place for the descriptions of the root types. */
function describeRoots(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  if (query) query.description = 'What can be read. A provider that is out of reach costs only its own fields.';
  if (mutation) mutation.description = 'What can be done. Each answers with what it made, or with a `Problem`.';
}
