import { AdminOptionsError, type AdminQuestions, readAdminOptions } from '../../../src/commands/admin-options.js';

const PERSON = ['--email', 'Meera@Example.com', '--name', 'Meera Nair', '--mobile', '9000000066'];
const NOBODY: AdminQuestions = { ask: null, readInput: async () => 'a password that is piped in' };

function answering(...answers: string[]): AdminQuestions & { readonly hidden: boolean[] } {
  const hidden: boolean[] = [];
  return {
    hidden,
    readInput: NOBODY.readInput,
    ask: async (_question, options) => {
      hidden.push(options?.hidden ?? false);
      return answers.shift() ?? '';
    },
  };
}

describe('npm run admin:create', () => {
  test('takes a whole person from the command line, in canonical form', async () => {
    expect(await readAdminOptions([...PERSON, '--link'], NOBODY)).toEqual({
      create: { email: 'meera@example.com', name: 'Meera Nair', mobile: '+919000000066', password: null },
    });
  });

  test('reads a password that is piped in', async () => {
    const options = await readAdminOptions([...PERSON, '--password-stdin'], NOBODY);
    expect(options).toMatchObject({ create: { password: 'a password that is piped in' } });
  });

  test('asks a person at a terminal for what is missing, for the password twice and hidden', async () => {
    const questions = answering('meera@example.com', 'Meera Nair', '9000000066', 'correct horse', 'correct horse');
    expect(await readAdminOptions([], questions)).toMatchObject({
      create: { name: 'Meera Nair', password: 'correct horse' },
    });
    expect(questions.hidden).toEqual([false, false, false, true, true]);
  });

  test('needs no more than the address to promote somebody', async () => {
    expect(await readAdminOptions(['--email', 'meera@example.com', '--promote'], NOBODY)).toEqual({
      promote: 'meera@example.com',
    });
  });

  test.each([
    ['two passwords that differ', PERSON, answering('one password', 'another one'), /not the same/],
    ['a missing name with nobody to ask', PERSON.slice(0, 2), NOBODY, /--name is missing/],
    ['no way to a password', PERSON, NOBODY, /--link or --password-stdin/],
    ['an option that it does not know', ['--pasword', 'x'], NOBODY, /npm run admin:create/],
    ['an address that is none', ['--email', 'meera-at-example', '--promote'], NOBODY, /^--email must be/],
  ])('refuses %s and repeats no value', async (_name, args, questions, message) => {
    const refusal = readAdminOptions(args, questions);
    await expect(refusal).rejects.toBeInstanceOf(AdminOptionsError);
    await expect(refusal).rejects.toThrow(message);
    await expect(refusal).rejects.not.toThrow(/meera-at-example|pasword x/);
  });
});
