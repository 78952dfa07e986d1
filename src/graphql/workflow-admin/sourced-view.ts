import { ApiError } from '../../domain/kernel/api-error.js';
import type { Source, Sourced } from '../../domain/provider/source.js';
import type { ProviderPage } from '../../domain/provider/workflow-design-port.js';

const MAX_PAGE = 10_000;

/** The value beside its source; `without` stands for what is not to be had. */
export function sourcedView<T extends object>(
  { value, source }: Sourced<T>,
  without: T,
): T & { readonly source: Source } {
  return { ...(value ?? without), source };
}

/** As `sourcedView`, with items that have no source of their own. */
export function pageView<T extends object>({ value, source }: Sourced<ProviderPage<T>>) {
  const { items, nextPage, total } = value ?? { items: [], nextPage: null, total: null };
  return { items: items.map((item) => ({ ...item, source: null })), nextPage, total, source };
}

/** Throws BAD_USER_INPUT for a page that cannot be. */
export function toPageNumber(page: number): number {
  if (page >= 1 && page <= MAX_PAGE) return page;
  throw new ApiError('BAD_USER_INPUT', `"page" must be from 1 to ${MAX_PAGE}.`, 'page');
}
