import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  Info,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { safeFilename } from '../../domain/document/safe-filename.js';
import type { StorageDocument, StorageFile } from '../../domain/provider/workflow-document-port.js';
import type { StorageDocumentService } from '../../domain/workflow-admin/storage-document-service.js';
import { orProblem, PROVIDER_PROBLEMS, resultUnion } from '../common/result-union.js';
import { SourceType } from '../common/source.type.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { live } from '../context/live.js';
import { DateTimeScalar } from '../scalars/date.scalars.js';
import { LabelScalar } from '../scalars/text.scalars.js';
import { ProviderRecordIdScalar } from '../scalars/token.scalars.js';
import { type FileUpload, UploadScalar } from '../scalars/upload.scalar.js';
import { sourcedView } from './sourced-view.js';

@ObjectType('StorageFile', {
  description: "A file in the workflow provider's document storage.",
  simpleResolvers: true,
})
class StorageFileType implements StorageFile {
  @Field(() => ID, { nullable: true, description: "The provider's id of it." })
  fileId!: string | null;

  @Field(() => String, { nullable: true, description: 'Its name.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's word for its type, e.g. `application/pdf`." })
  contentType!: string | null;

  @Field(() => Float, { nullable: true, description: 'Its size in bytes.' })
  sizeBytes!: number | null;
}

@ObjectType('StorageDocument', {
  description: "A document in the workflow provider's document storage. Staff only.",
  simpleResolvers: true,
})
export class StorageDocumentType implements StorageDocument {
  @Field(() => ID, { description: "The provider's id of it." })
  storageDocumentId!: string;

  @Field(() => String, { nullable: true, description: 'A name for people.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: "The provider's word for its state." })
  status!: string | null;

  @Field(() => [StorageFileType], { description: 'Its files, as many as the provider lists.' })
  files!: StorageFileType[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made.' })
  createdAt!: Date | null;

  @Field(() => SourceType, { description: 'Where it comes from.' })
  source!: SourceType;
}

@InputType('CreateStorageDocumentInput', { description: 'A new, empty document.' })
class CreateStorageDocumentInput {
  @Field(() => LabelScalar, { description: 'A name for people.' })
  name!: string;

  @Field(() => LabelScalar, { nullable: true, description: 'What it is for.' })
  description?: string | null;
}

const CreateStorageDocumentResult = resultUnion(
  'CreateStorageDocumentResult',
  'StorageDocument',
  () => StorageDocumentType,
  PROVIDER_PROBLEMS,
);
const AddStorageDocumentFileResult = resultUnion(
  'AddStorageDocumentFileResult',
  'StorageDocument',
  () => StorageDocumentType,
  ['ValidationProblem', ...PROVIDER_PROBLEMS],
);

const NOTHING = { name: null, status: null, files: [], createdAt: null };

@Resolver(() => StorageDocumentType)
export class StorageDocumentResolver {
  constructor(private readonly service: StorageDocumentService) {}

  @Query(() => StorageDocumentType, { description: "For staff: a document of the workflow provider's storage." })
  async storageDocument(
    @Arg('storageDocumentId', () => ProviderRecordIdScalar, { description: "The provider's id of the document." })
    storageDocumentId: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const document = await live(context, info, this.service.read(storageDocumentId, context.call));
    return sourcedView(document, { ...NOTHING, storageDocumentId });
  }

  @Mutation(() => CreateStorageDocumentResult, {
    description: "For admins: adds an empty document to the workflow provider's storage. Recorded and sent once.",
  })
  createStorageDocument(
    @Arg('input', () => CreateStorageDocumentInput, { description: 'The document.' })
    { name, description = null }: CreateStorageDocumentInput,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    return orProblem(async () => known(await this.service.create(actor, { name, description }, context.call)));
  }

  @Mutation(() => AddStorageDocumentFileResult, {
    description:
      "For admins: adds a JPEG, PNG or PDF file to a document of the workflow provider's storage. It is kept here as well, as a document of the admin's. Recorded and sent once. Multipart request, as for `uploadDocument`.",
  })
  async addStorageDocumentFile(
    @Arg('file', () => UploadScalar, { description: 'The file.' }) file: Promise<FileUpload>,
    @Arg('storageDocumentId', () => ProviderRecordIdScalar, { description: "The provider's id of the document." })
    id: string,
    @Ctx() context: GraphqlContext,
  ) {
    const actor = requireActor(context);
    const upload = await file;
    return orProblem(async () => {
      const content = { filename: safeFilename(upload.filename), content: upload.createReadStream() };
      return known(await this.service.addFile(actor, id, content, context.call));
    });
  }

  @FieldResolver(() => String, {
    description:
      'Where its latest file can be had, below the address of this API: GET with the same Authorization header. For staff, and for whoever gave the document to the provider.',
  })
  downloadPath(@Root() { storageDocumentId }: StorageDocument) {
    return `/provider-documents/${encodeURIComponent(storageDocumentId)}`;
  }
}

function known(document: Awaited<ReturnType<StorageDocumentService['create']>>) {
  return sourcedView(document, { ...NOTHING, storageDocumentId: '' });
}
