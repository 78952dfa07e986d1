import type { GraphQLResolveInfo } from 'graphql';
import type { Source, Sourced } from '../../domain/provider/source.js';
import type { GraphqlContext } from './context.js';

type Path = GraphQLResolveInfo['path'];

/** Waits for a provider-backed value and notes a failure once per provider, so that local data beside it still arrives. */
export async function live<T>(
  context: GraphqlContext,
  info: { readonly path: Path },
  value: Promise<Sourced<T>>,
): Promise<Sourced<T>> {
  const sourced = await value;
  noteFailure(context, info, sourced.source);
  return sourced;
}

/** The note alone, for values that carry their source themselves. */
export function noteFailure(context: GraphqlContext, info: { readonly path: Path }, source: Source | null): void {
  if (source === null || source.error === null) return;
  const { error, providerId } = source;
  const message = `Provider ${providerId} could not answer; its fields are missing or out of date.`;
  context.providerFailures.note(
    { providerId, code: error.code, retryable: error.retryable, message },
    pathKeys(info.path),
  );
}

function pathKeys(path: Path | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step = path; step !== undefined; step = step.prev) keys.unshift(step.key);
  return keys;
}
