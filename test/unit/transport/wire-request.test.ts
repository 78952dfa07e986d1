import { resolveOptions } from '../../../src/transport/transport-options.js';
import type { TransportRequest } from '../../../src/transport/transport-request.js';
import { toWireRequest } from '../../../src/transport/wire-request.js';

const SETTINGS = resolveOptions({ name: 'fake', baseUrl: 'https://api.example/v1/' });
const REQUEST: TransportRequest = { operation: 'getThing', method: 'GET', path: '/a', kind: 'read' };

function wire(change: Partial<TransportRequest>) {
  return toWireRequest(SETTINGS, { ...REQUEST, ...change });
}

test.each(['/', '/a', '/a/b.c/d~e', '/a%2Fb', '/a;v=1/b:c@d', '/...', '/a/'])('%s is a path', (path) => {
  expect(wire({ path }).path).toBe(`/v1${path}`);
});

test.each([
  '',
  'a',
  'https://evil.example/a',
  '//evil.example/a',
  '/\\evil.example',
  '/a//b',
  '/a//',
  '/a/../b',
  '/a/..',
  '/./a',
  '/a/%2e%2E/b',
  '/a/.%2e',
  '/a?b=c',
  '/a#b',
  '/a b',
  '/a\r\nhost: evil',
  '/ä',
])('%j is none', (path) => {
  expect(() => wire({ path })).toThrow(TypeError);
});

test('the query is encoded and sorted, and undefined is left out', () => {
  expect(wire({ query: { b: 'x y&z=1', a: 'ä', c: undefined } }).path).toBe('/v1/a?a=%C3%A4&b=x%20y%26z%3D1');
  expect(wire({ query: { a: undefined } }).path).toBe('/v1/a');
});

test('headers are lower-cased and sorted, and win over the defaults', () => {
  expect(wire({ headers: { 'X-B': '1', Accept: 'text/json' } }).headers).toEqual([
    'accept',
    'text/json',
    'accept-encoding',
    'identity',
    'x-b',
    '1',
  ]);
});

test.each<Record<string, string>>([
  { 'x-a': 'b\r\nc: d' },
  { 'x-a': 'b\nc' },
  { 'x-a': 'b\0' },
  { 'x-a': 'नाम' },
  { 'x a': 'b' },
  { 'x-a\r\nb': 'c' },
  { '': 'a' },
  { Host: 'evil.example' },
  { 'Content-Length': '0' },
  { 'Transfer-Encoding': 'chunked' },
  { Connection: 'close' },
])('%j is refused', (headers) => {
  expect(() => wire({ headers })).toThrow(TypeError);
});

test('a body that cannot be encoded is refused', () => {
  const circle: { self?: object } = {};
  circle.self = circle;
  expect(() => wire({ body: { type: 'json', value: circle } })).toThrow(TypeError);
  expect(() => wire({ body: { type: 'json', value: 1n } })).toThrow(TypeError);
});

test('only a read with a principal may be shared', () => {
  expect(wire({}).shareable).toBe(false);
  expect(wire({ principal: 'p' }).shareable).toBe(true);
  expect(wire({ principal: 'p', kind: 'command' }).shareable).toBe(false);
});

test.each([
  'not a url',
  'ftp://api.example',
  'file:///etc/passwd',
  'https://user:secret@api.example',
  'https://api.example/?a=1',
  'https://api.example/#a',
])('%s is no base URL', (baseUrl) => {
  expect(() => resolveOptions({ name: 'fake', baseUrl })).toThrow(TypeError);
});

test('a base URL is split into origin and prefix', () => {
  expect(SETTINGS).toMatchObject({ origin: 'https://api.example', pathPrefix: '/v1' });
  expect(resolveOptions({ name: 'fake', baseUrl: 'http://localhost:8081' })).toMatchObject({
    origin: 'http://localhost:8081',
    pathPrefix: '',
  });
});
