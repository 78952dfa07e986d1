import { Redis } from 'ioredis';

export interface OpenRedis {
  readonly redis: Redis;
  close(): void;
}

/** A connection that comes and goes by itself; commands fail at once while it is away. `onTrouble` gets no addresses. */
export function openRedis(url: string, onTrouble: (code: string) => void): OpenRedis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    connectionName: 'kyc-gateway',
  });
  redis.on('error', (error: Error & { readonly code?: unknown }) =>
    onTrouble(typeof error.code === 'string' ? error.code : error.name),
  );
  return { redis, close: () => redis.disconnect() };
}
