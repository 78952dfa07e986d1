import type { FastifyInstance } from 'fastify';

export interface Readiness {
  readonly ready: boolean;
  /** Why not, as a word; null when ready. */
  readonly reason: 'draining' | 'dependency' | null;
}

export interface HealthOptions {
  /** Whether everything needed to answer is there; a rejection counts as no. */
  readonly isReady: () => Promise<boolean>;
  readonly isDraining: () => boolean;
}

/** `/health/live`: the process answers. `/health/ready`: it should get requests (200) or not (503). */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  app.get('/health/live', async (_request, reply) => reply.header('cache-control', 'no-store').send({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const readiness = await findReadiness(options);
    return reply
      .code(readiness.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(readiness);
  });
}

async function findReadiness({ isReady, isDraining }: HealthOptions): Promise<Readiness> {
  if (isDraining()) return { ready: false, reason: 'draining' };
  const ready = await isReady().catch(() => false);
  return ready ? { ready, reason: null } : { ready: false, reason: 'dependency' };
}
