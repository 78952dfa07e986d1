import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import GithubSlugger from 'github-slugger';
import { lexer, walkTokens } from 'marked';
import { ROOT } from './run.mjs';

/** Fails for every link between the documents, or from one to a file, whose target is not there; outside links are left alone. */
const documents = ['README.md', ...list('docs'), ...list('bench')];
const read = new Map();
for (const name of documents) read.set(name, await parse(readFileSync(join(ROOT, name), 'utf8')));
const faults = documents.flatMap((name) => read.get(name).links.flatMap((link) => check(name, link)));
const decisions = list('docs/decisions').filter((name) => !name.endsWith('/README.md'));
const index = new Set(read.get('docs/decisions/README.md')?.links.map((link) => `docs/decisions/${link}`));
for (const name of decisions) if (!index.has(name)) faults.push(`docs/decisions/README.md does not list ${name}`);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;

function list(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.md'))
    .sort();
}

async function parse(text) {
  const links = [];
  const anchors = new Set();
  const slugger = new GithubSlugger();
  const visits = walkTokens(lexer(text), (token) => {
    if (token.type === 'link' || token.type === 'image') links.push(token.href);
    if (token.type === 'heading') anchors.add(slugger.slug(token.text.replaceAll('`', '')));
  });
  await Promise.all(visits);
  return { links, anchors };
}

function check(name, link) {
  if (/^[a-z]+:/i.test(link)) return [];
  const [path, anchor] = link.split('#');
  const target = path === '' ? join(ROOT, name) : resolve(ROOT, dirname(name), path);
  if (!existsSync(target)) return [`${name}: there is no ${link}`];
  const known = read.get(relative(ROOT, target));
  return anchor === undefined || known === undefined || known.anchors.has(anchor)
    ? []
    : [`${name}: no heading ${link}`];
}
