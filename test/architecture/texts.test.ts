import { findMachineTraces, findPersonalData, readTexts } from './text-rules.js';

const texts = readTexts(process.cwd());

describe('the project’s files', () => {
  test('hold no number that could be somebody’s Aadhaar', () => {
    expect(texts.map(({ path }) => path)).toEqual(expect.arrayContaining(['package.json', 'src/main.ts']));
    expect(findPersonalData(texts)).toEqual([]);
  });

  test('name neither package registries nor folders of a machine', () => {
    expect(findMachineTraces(texts)).toEqual([]);
  });
});

describe('the text rules find', () => {
  const file = (text: string, path = 'src/a.ts') => [{ path, text }];
  // Put together here, so that this file does not hold it.
  const valid = ['2341', '2341', '2346'].join('');

  test('a valid Aadhaar number with its line, grouped or not, and never repeat it', () => {
    expect(findPersonalData(file(`a\nb ${valid} c`))).toEqual(['src/a.ts:2 holds a valid Aadhaar number']);
    expect(findPersonalData(file(valid.replace(/(.{4})/g, '$1 ')))).toHaveLength(1);
  });

  test('nothing in the documented example, a demo mobile number, a UUID or a wrong check digit', () => {
    expect(findPersonalData(file('9999 4105 7058 and 919000000001'))).toEqual([]);
    expect(findPersonalData(file('33333333-3333-4333-8333-333333333333'))).toEqual([]);
    expect(findPersonalData(file(Array(3).fill('3333').join(' ')))).toHaveLength(1);
    expect(findPersonalData(file(valid.replace(/.$/, (digit) => String((Number(digit) + 1) % 10))))).toEqual([]);
  });

  test('a registry, a machine’s folder and a lock file that says where packages came from', () => {
    const host = ['registry', 'npmjs', 'org'].join('.');
    const path = ['', 'root', 'project'].join('/');
    expect(findMachineTraces(file(`https://${host}/x`))).toHaveLength(1);
    expect(findMachineTraces(file(`cd ${path}`))).toHaveLength(1);
    expect(findMachineTraces(file('{"resolved": "x"}', 'package-lock.json'))).toHaveLength(1);
    expect(findMachineTraces(file(`https://example.com${path} is a URL; so is homework/a`))).toEqual([]);
  });
});
