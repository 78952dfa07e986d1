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

export interface ExplorerOptions {
  /** Folder of the operations that open as tabs, read once, at start. */
  readonly operationsDir: string;
  /** An access token that every tab begins with, made anew for each visit; for demo accounts only. */
  readonly visitorToken?: () => Promise<string>;
}

/** Serves the Altair page at `/explorer`, opened with one tab per sample operation. */
export async function registerExplorer(app: FastifyInstance, options: ExplorerOptions): Promise<void> {
  const page = { baseURL: BASE, serveInitialOptionsInSeperateRequest: OPTIONS_SCRIPT };
  const html = renderAltair(page);
  const tabs = await readExplorerTabs(options.operationsDir);

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
  app.get(BASE + OPTIONS_SCRIPT, async (_request, reply) => {
    const script = toOptionsScript(tabs, await options.visitorToken?.());
    return reply.header('cache-control', 'no-store').type('text/javascript; charset=utf-8').send(script);
  });
}

/** Altair wants an absolute address, which only the browser knows; this stands for it in the rendered options. */
const ENDPOINT = 'ENDPOINT-OF-THIS-SERVER';

/** Altair leaves the tab open that it added last. */
const selectFirstTab = (tabs: number) => `
new MutationObserver((_changes, observer) => {
  const items = document.querySelectorAll('.window-switcher__item');
  if (items.length < ${tabs}) return;
  observer.disconnect();
  items[0]?.click();
}).observe(document.body, { childList: true, subtree: true });
`;

/** State is not kept in the browser: a reload shows the operations of the server, and no token stays behind. */
function toOptionsScript(tabs: readonly ExplorerTab[], token: string | undefined): string {
  const common = {
    endpointURL: ENDPOINT,
    // Uploads are multipart requests, which need a header that a foreign page cannot send without a preflight.
    initialHeaders: {
      'apollo-require-preflight': 'true',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
  };
  const options = renderInitialOptions({
    ...common,
    initialWindows: tabs.map(({ name, query, variables }) => ({
      ...common,
      initialName: name,
      initialQuery: query,
      ...(variables === undefined ? {} : { initialVariables: variables }),
    })),
    initialSettings: {
      disablePushNotification: true,
      'banners.disable': true,
      'alert.disableUpdateNotification': true,
    },
    preserveState: false,
    disableAccount: true,
    instanceStorageNamespace: 'kyc_gateway_',
  });
  return options.replaceAll(`\`${ENDPOINT}\``, "new URL('/graphql', location.href).href") + selectFirstTab(tabs.length);
}
