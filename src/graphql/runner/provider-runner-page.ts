import { ApiError } from '../../domain/kernel/api-error.js';
import type { ProviderRunner } from '../../domain/provider/runner-tools-port.js';
import type { Sourced } from '../../domain/provider/source.js';
import type { ProviderPage } from '../../domain/provider/workflow-design-port.js';
import type { ProviderRunnerListType, ProviderRunnerPageArgs } from './runner-tools.type.js';

const MAX_FIRST = 100;
/** The provider counts pages, so a cursor is the number of a page and how many items the pages have. */
const CURSOR = /^page:([1-9]\d{0,5}):([1-9]\d{0,2})$/;

export interface ProviderRunnerPage {
  readonly number: number;
  readonly size: number;
}

/** Throws BAD_USER_INPUT for a page that cannot be. */
export function toProviderPageRequest({ first, after }: ProviderRunnerPageArgs): ProviderRunnerPage {
  if (first < 1 || first > MAX_FIRST)
    throw new ApiError('BAD_USER_INPUT', `"first" must be from 1 to ${MAX_FIRST}.`, 'first');
  if (after == null) return { number: 1, size: first };
  const [, number, size] = CURSOR.exec(Buffer.from(after, 'base64url').toString('utf8')) ?? [];
  if (number === undefined) throw new ApiError('BAD_USER_INPUT', '"after" is not a cursor of this list.', 'after');
  if (Number(size) !== first)
    throw new ApiError('BAD_USER_INPUT', '"first" must be as it was for the page before.', 'first');
  return { number: Number(number), size: first };
}

export function toProviderRunnerList(
  { value, source }: Sourced<ProviderPage<ProviderRunner>>,
  { number, size }: ProviderRunnerPage,
): ProviderRunnerListType {
  const next = value?.nextPage ?? null;
  const endCursor = next === null ? null : Buffer.from(`page:${next}:${size}`).toString('base64url');
  return {
    items: value?.items ?? [],
    total: value?.total ?? null,
    pageInfo: { hasNextPage: next !== null, hasPreviousPage: number > 1, startCursor: null, endCursor },
    source,
  };
}
