import { ArgsType, Field, Int } from 'type-graphql';
import { ApiError } from '../../domain/kernel/api-error.js';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import { type Connection, PageArgs, toConnection } from '../common/connection.js';
import type { GraphqlContext } from './context.js';

const ONE_DAY = 86_400;
const DESCRIPTION =
  'How old, in seconds, a kept answer of the provider may be to be good enough (`source.state` CACHED); 0 or absent: always ask. At most a day.';

@ArgsType()
export class MaxAgeArgs {
  @Field(() => Int, { nullable: true, description: DESCRIPTION })
  maxAge?: number | null;
}

@ArgsType()
export class LivePageArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: DESCRIPTION })
  maxAge?: number | null;
}

/** Throws BAD_USER_INPUT for an age that cannot be. */
export function toMaxAge({ maxAge }: MaxAgeArgs): number | null {
  if (maxAge == null) return null;
  if (maxAge >= 0 && maxAge <= ONE_DAY) return maxAge;
  throw new ApiError('BAD_USER_INPUT', `"maxAge" must be from 0 to ${ONE_DAY}.`, 'maxAge');
}

/** A page of records whose provider fields may be as old as the page's arguments say. */
export function livePage<T extends { readonly id: string }>(
  page: Page<T>,
  request: PageRequest,
  args: MaxAgeArgs,
  context: GraphqlContext,
): Connection<T> {
  context.loaders.maxAges.accept(page.items, toMaxAge(args));
  return toConnection(page, request);
}

/** One record whose provider fields may be as old as `maxAge` says. */
export async function liveRecord<T extends { readonly id: string }>(
  record: Promise<T>,
  args: MaxAgeArgs,
  context: GraphqlContext,
): Promise<T> {
  const maxAge = toMaxAge(args);
  const found = await record;
  context.loaders.maxAges.accept([found], maxAge);
  return found;
}
