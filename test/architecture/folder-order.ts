import type { SourceFile } from './source-file.js';

/**
 * Folders with a place among each other: a file imports its own folder and those before it. The words are layers. A room of
 * a folder may have a place of its own.
 */
export const FOLDER_ORDER: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'src/domain': {
    'what everything speaks of': ['kernel', 'identifier', 'personal-data'],
    'what is known of each check': ['check/kinds'],
    'what stands before every act': ['audit', 'consent', 'spending', 'mail', 'rate-limit'],
    'ports to providers': ['provider', 'provider-command'],
    subjects: [
      'user',
      'session',
      'provider-session',
      'otp',
      'applicant',
      'runner',
      'document',
      'check',
      'customer',
      'profile',
      'kyc',
      'workflow-admin',
    ],
    'over all subjects': ['privacy', 'webhook'],
  },
  'src/graphql': {
    'what everything speaks of': ['scalars', 'limits', 'common'],
    'a request, and who may do what': ['context', 'execution', 'access'],
    subjects: [
      'user',
      'access-log',
      'api-key',
      'session',
      'otp',
      'external-identity',
      'identifier',
      'consent',
      'provider',
      'provider-session',
      'applicant',
      'runner',
      'document',
      'check',
      'customer',
      'workflow-admin',
    ],
    'over all subjects': ['node', 'privacy'],
  },
};

/** One line for each import that runs against the order, and for each folder without a place in it. */
export function findOrderFaults(files: readonly SourceFile[], root: string): string[] {
  const order = Object.values(FOLDER_ORDER[root] ?? {}).flat();
  const folderOf = (path: string) => placeOf(path, root);
  return files.flatMap(({ path, imports }) => {
    const folder = folderOf(path);
    if (folder === null) return [];
    const place = order.indexOf(folder);
    if (place < 0) return [`${path}: ${folder} has no place among the folders of ${root}`];
    return imports.flatMap(({ target }) => {
      const other = target === null ? null : folderOf(target);
      if (target?.startsWith(`${root}/`) && other === null) return [`${path} → ${target}: lies above all folders`];
      return other !== null && order.indexOf(other) > place
        ? [`${path} → ${target}: ${other} comes after ${folder}`]
        : [];
    });
  });
}

/** The folder whose place a file has; null for files of other roots and for those above all folders. */
export function placeOf(path: string, root: string): string | null {
  if (!path.startsWith(`${root}/`)) return null;
  const [folder = '', ...rest] = path.slice(root.length + 1).split('/');
  if (rest.length === 0) return null;
  const room = `${folder}/${rest[0]}`;
  return Object.values(FOLDER_ORDER[root] ?? {}).some((folders) => folders.includes(room)) ? room : folder;
}

/** The order as a person reads it, the bottom last. */
export function describeOrder(root: string): string {
  const layers = Object.entries(FOLDER_ORDER[root] ?? {}).reverse();
  return [root, ...layers.map(([layer, folders]) => `  ${folders.toReversed().join(' → ')}   (${layer})`)].join('\n');
}
