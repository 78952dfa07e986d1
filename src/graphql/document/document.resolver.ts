import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Applicant } from '../../domain/applicant/applicant.js';
import type { Document } from '../../domain/document/document.js';
import type { DocumentService } from '../../domain/document/document-service.js';
import { safeFilename } from '../../domain/document/safe-filename.js';
import { getOwned, listOwned } from '../../domain/kernel/owned-records.js';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import type { Runner } from '../../domain/runner/runner.js';
import type { User } from '../../domain/user/user.js';
import { readOwned } from '../access/read-owned.js';
import { PageArgs, toConnection, toPageRequest } from '../common/connection.js';
import { fromOptionalGlobalId, toGlobalId } from '../common/global-id.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { type FileUpload, UploadScalar } from '../scalars/upload.scalar.js';
import { UserType } from '../user/user.type.js';
import {
  DocumentConnection,
  DocumentCopyType,
  DocumentType,
  UploadDocumentInput,
  UploadDocumentResult,
} from './document.type.js';

@Resolver(() => UserType)
export class UserDocumentsResolver {
  @FieldResolver(() => DocumentConnection, { description: "The person's files." })
  async documents(@Root() user: User, @Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const request = toPageRequest(args);
    return toConnection(await context.loaders.documents.load(user.id, request), request);
  }
}

export interface DocumentResolverDependencies {
  readonly documents: OwnedRepository<Document>;
  readonly applicants: OwnedRepository<Applicant>;
  readonly runners: OwnedRepository<Runner>;
  readonly service: DocumentService;
}

@Resolver(() => DocumentType)
export class DocumentResolver {
  constructor(private readonly deps: DocumentResolverDependencies) {}

  @Query(() => DocumentType, { nullable: true, description: 'One document. Customers may read their own, staff all.' })
  document(@Arg('id', () => ID, { description: 'The id of a Document.' }) id: string, @Ctx() context: GraphqlContext) {
    return readOwned(this.deps.documents, 'Document', id, context);
  }

  @Query(() => DocumentConnection, { description: "The signed-in customer's documents; all for staff." })
  async documents(@Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphqlContext) {
    const actor = requireActor(context);
    const request = toPageRequest(args);
    const page = context.accesses.seePage('Document', await listOwned(this.deps.documents, actor, request));
    return toConnection(page, request);
  }

  @Mutation(() => UploadDocumentResult, {
    description:
      'Stores a JPEG, PNG or PDF file and, where asked, gives a copy to a provider; see `copies` for what became of it. Multipart request as in the GraphQL multipart request specification, with the header `apollo-require-preflight: true`.',
  })
  async uploadDocument(
    @Arg('file', () => UploadScalar, { description: 'The file.' }) file: Promise<FileUpload>,
    @Arg('input', () => UploadDocumentInput, { description: 'What it is.' }) input: UploadDocumentInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const applicantId = fromOptionalGlobalId('Applicant', input.applicantId, 'input.applicantId');
    const runnerId = fromOptionalGlobalId('Runner', input.runnerId, 'input.runnerId');
    const upload = await file;
    return orProblem(async () => {
      const applicant = applicantId && (await getOwned(this.deps.applicants, actor, applicantId, 'applicantId'));
      const runner = runnerId && (await getOwned(this.deps.runners, actor, runnerId, 'runnerId'));
      const { kind, side = null, country = null } = input;
      const content = upload.createReadStream();
      const filename = safeFilename(upload.filename);
      return this.deps.service.upload(
        actor,
        { kind, side, country, filename, content, applicant: applicant || null, runner: runner || null },
        context.call,
      );
    });
  }

  @FieldResolver(() => ID, { description: 'Opaque; unique over all types.' })
  id(@Root() document: Document) {
    return toGlobalId('Document', document.id);
  }

  @FieldResolver(() => String, {
    description:
      'Where the file can be had, below the address of this API: GET with the same Authorization header. For its owner and staff.',
  })
  downloadPath(@Root() document: Document): string {
    return `/documents/${document.id}`;
  }

  @FieldResolver(() => [DocumentCopyType], { description: 'What was given to providers, oldest first.' })
  copies(@Root() document: Document, @Ctx() context: GraphqlContext) {
    return context.loaders.documentCopies.load(document.id);
  }

  @FieldResolver(() => UserType, { nullable: true, description: 'Whose document it is.' })
  user(@Root() document: Document, @Ctx() context: GraphqlContext) {
    return context.loaders.user.load(document.userId);
  }
}
