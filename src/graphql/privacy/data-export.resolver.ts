import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { ExportService } from '../../domain/privacy/export-service.js';
import { orProblem } from '../common/result-union.js';
import { type GraphqlContext, requireActor } from '../context/context.js';
import { ExportMyDataResult } from './privacy.type.js';
import { readEverything } from './read-everything.js';

@Resolver()
export class DataExportResolver {
  constructor(private readonly exports: ExportService) {}

  @Mutation(() => ExportMyDataResult, {
    description: 'Puts everything about the signed-in person into one archive, behind a path that ends soon.',
  })
  exportMyData(@Ctx() context: GraphqlContext, @Info() info: GraphQLResolveInfo) {
    const actor = requireActor(context);
    return orProblem(async () => {
      const everything = await readEverything(info.schema, context);
      const { dataExport, token, files } = await this.exports.create(actor, async () => everything, context.call);
      const path = `/exports/${dataExport.id}/${token}`;
      return { path, expiresAt: dataExport.expiresAt, files, incomplete: everything.incomplete };
    });
  }
}
