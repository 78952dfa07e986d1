import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { parseSync } from '@swc/core';

export interface Import {
  /** As written, e.g. `./user.js` or `node:fs`. */
  readonly specifier: string;
  /** Path from the project folder when it is a file of ours, else null. */
  readonly target: string | null;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

export interface SourceFile {
  /** From the project folder, with slashes, e.g. `src/domain/user/user.ts`. */
  readonly path: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** `import(x)` and `require(x)` whose target cannot be read off the text. */
  readonly computedImports: number;
  readonly hasDefaultExport: boolean;
  /** Whether all that the file does is to hand on other files' exports. */
  readonly isBarrel: boolean;
  /** Names that it declares for others; what it hands on from another file is not among them. */
  readonly exportedNames: readonly string[];
  /** Every identifier and every piece of text, but for what stands in a `description` and the names of imported files. */
  readonly words: readonly string[];
  readonly functions: readonly { readonly name: string; readonly lines: number }[];
  readonly text: string;
}

interface AstNode {
  readonly type?: unknown;
  readonly [key: string]: unknown;
}

const FUNCTIONS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
]);
const DEFAULT_EXPORTS = new Set(['ExportDefaultDeclaration', 'ExportDefaultExpression', 'TsExportAssignment']);
const IMPORTS_AND_EXPORTS_FROM = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration']);

/** Reads one TypeScript file's imports, exports and function lengths off its syntax tree. */
export function parseSource(path: string, text: string): SourceFile {
  // The parser's offsets go on from file to file; a first statement of our own tells where this file begins.
  const parsed = parseSync(`;${text}`, { syntax: 'typescript', decorators: true, target: 'es2022' });
  const bytes = Buffer.from(`;${text}`);
  const start = parsed.span.start;
  const body = parsed.body.slice(1) as unknown as readonly AstNode[];
  const imports: Import[] = [];
  const functions: { name: string; lines: number }[] = [];
  let computedImports = 0;
  const add = (specifier: string | null, typeOnly: boolean) => {
    if (specifier === null) computedImports += 1;
    else imports.push({ specifier, target: resolveImport(path, specifier), typeOnly });
  };
  const nodes: AstNode[] = [...body];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    const type = String(node.type);
    if (IMPORTS_AND_EXPORTS_FROM.has(type)) {
      if (node.source != null) add(textOf(node.source), node.typeOnly === true);
    } else if (type === 'TsImportType') add(textOf(node.argument), true);
    else if (type === 'CallExpression' && isImportCall(node.callee)) add(textOf(firstArgument(node)), false);
    if (FUNCTIONS.has(type)) {
      const { start: from, end } = node.span as { start: number; end: number };
      const lines = bytes
        .subarray(from - start, end - start)
        .toString('utf8')
        .split('\n').length;
      functions.push({ name: nameOf(node), lines });
    }
    nodes.push(...childrenOf(node));
  }
  return {
    path,
    text,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports,
    computedImports,
    functions,
    exportedNames: body.flatMap(exportedNames),
    words: wordsOf(body),
    hasDefaultExport: body.some((node) => DEFAULT_EXPORTS.has(String(node.type)) || exportsDefault(node)),
    isBarrel: isBarrel(body),
  };
}

/** Every TypeScript file below a folder of the project. */
export function readSources(root: string, folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => parseSource(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')));
}

function resolveImport(from: string, specifier: string): string | null {
  if (!specifier.startsWith('.')) return null;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

function isBarrel(body: readonly AstNode[]): boolean {
  const handsOn = (node: AstNode) =>
    node.type === 'ExportAllDeclaration' || (node.type === 'ExportNamedDeclaration' && node.source != null);
  const rest = body.filter((node) => !handsOn(node) && node.type !== 'ImportDeclaration');
  const exportsOnlyNames = rest.every((node) => node.type === 'ExportNamedDeclaration');
  return body.length > 0 && exportsOnlyNames && body.some((node) => String(node.type).startsWith('Export'));
}

function wordsOf(body: readonly AstNode[]): string[] {
  const words: string[] = [];
  const nodes: AstNode[] = [...body];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    if (node.type === 'Identifier' || node.type === 'StringLiteral') words.push(String(node.value));
    if (node.type === 'TemplateElement') words.push(String(node.raw));
    const described = node.type === 'KeyValueProperty' && (node.key as AstNode).value === 'description';
    const { source: _, value, ...rest } = node;
    nodes.push(...childrenOf(described ? rest : { ...rest, value }));
  }
  return words;
}

function exportedNames(node: AstNode): string[] {
  if (node.type === 'ExportNamedDeclaration' && node.source == null)
    return (node.specifiers as AstNode[]).map(({ exported, orig }) => String(((exported ?? orig) as AstNode).value));
  if (node.type !== 'ExportDeclaration') return [];
  const declaration = node.declaration as AstNode;
  if (declaration.type !== 'VariableDeclaration') return namesIn(declaration.identifier ?? declaration.id);
  return (declaration.declarations as AstNode[]).flatMap(({ id }) => namesIn(id));
}

/** The names that a declaration binds; those of a pattern are in its properties and elements. */
function namesIn(bound: unknown): string[] {
  const node = (bound ?? {}) as AstNode;
  if (node.type === 'Identifier') return [String(node.value)];
  if (node.type === 'AssignmentPatternProperty') return namesIn(node.key);
  return childrenOf({ inner: node.properties ?? node.elements ?? node.value ?? node.argument ?? node.left }).flatMap(
    namesIn,
  );
}

function exportsDefault(node: AstNode): boolean {
  if (node.type !== 'ExportNamedDeclaration') return false;
  return (node.specifiers as AstNode[]).some(
    ({ exported, orig }) => ((exported ?? orig) as AstNode | undefined)?.value === 'default',
  );
}

function isImportCall(callee: unknown): boolean {
  const { type, value } = callee as AstNode;
  return type === 'Import' || (type === 'Identifier' && value === 'require');
}

function firstArgument(call: AstNode): unknown {
  return (call.arguments as { expression: unknown }[])[0]?.expression;
}

function textOf(node: unknown): string | null {
  const { type, value } = (node ?? {}) as AstNode;
  return type === 'StringLiteral' ? String(value) : null;
}

function nameOf(node: AstNode): string {
  const named = (node.identifier ?? node.key) as { value?: unknown; id?: { value?: unknown } } | null | undefined;
  return String(named?.value ?? named?.id?.value ?? '(anonymous)');
}

function childrenOf(node: AstNode): AstNode[] {
  const isNode = (value: unknown): value is AstNode => typeof value === 'object' && value !== null;
  return Object.values(node).flat().filter(isNode);
}
