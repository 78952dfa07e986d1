import fastifyStatic from '@fastify/static';
import { getDistDirectory, isSandboxFrame, renderAltair, renderInitialOptions, SANDBOX_FRAME_CSP } from 'altair-static';
import type { FastifyInstance } from 'fastify';
import { type ExplorerTab, readExplorerTabs } from './explorer-tabs.js';

const BASE = '/explorer/';
const OPTIONS_SCRIPT = 'initial_options.js';

/**
 * Everything comes from this server. Altair can also reach out for accounts, plugins and translations: the policy
 * keeps the browser from doing so, with or without internet.
 */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the Altair page at `/explorer`, opened with one tab per operation of a folder (read once, at start). */
export async function registerExplorer(app: FastifyInstance, operationsDir: string): Promise<void> {
  const page = { baseURL: BASE, serveInitialOptionsInSeperateRequest: OPTIONS_SCRIPT };
  const html = renderAltair(page);
  const script = toOptionsScript(await readExplorerTabs(operationsDir));

  await app.register(fastifyStatic, {
    root: getDistDirectory(),
    prefix: BASE,
    index: false,
    decorateReply: false,
    allowedPath: (path) => path !== '/index.html',
    setHeaders: (response, path) => {
      // Altair runs request scripts in this frame; it is the one page that may be framed, by ourselves.
      if (!isSandboxFrame(path)) return;
      response.setHeader('content-security-policy', `${SANDBOX_FRAME_CSP}; frame-ancestors 'self'`);
      response.setHeader('x-frame-options', 'SAMEORIGIN');
    },
  });
  for (const url of ['/explorer', BASE]) {
    app.get(url, async (_request, reply) =>
      reply
        .header('content-security-policy', PAGE_POLICY)
        .header('cache-control', 'no-store')
        .type('text/html; charset=utf-8')
        .send(html),
    );
  }
  app.get(BASE + OPTIONS_SCRIPT, async (_request, reply) =>
    reply.header('cache-control', 'no-store').type('text/javascript; charset=utf-8').send(script),
  );
}

/** State is not kept in the browser: a reload shows the operations of the server, and no token stays behind. */
function toOptionsScript(tabs: readonly ExplorerTab[]): string {
  const common = {
    endpointURL: '/graphql',
    // Uploads are multipart requests, which need a header that a foreign page cannot send without a preflight.
    initialHeaders: { 'apollo-require-preflight': 'true' },
  };
  return renderInitialOptions({
    ...common,
    initialWindows: tabs.map(({ name, query, variables }) => ({
      ...common,
      initialName: name,
      initialQuery: query,
      ...(variables === undefined ? {} : { initialVariables: variables }),
    })),
    initialSettings: { disablePushNotification: true },
    preserveState: false,
    disableAccount: true,
    instanceStorageNamespace: 'kyc_gateway_',
  });
}
