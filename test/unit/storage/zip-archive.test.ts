import { zipArchive } from '../../../src/storage/zip-archive.js';

const broken = [{ name: 'a.txt', read: () => Promise.reject(new Error('gone')) }];

test('an entry that cannot be read fails the archive for its reader', async () => {
  const reading = async () => {
    for await (const _ of zipArchive(broken));
  };
  await expect(reading()).rejects.toThrow('gone');
});

test('an archive that fails while nobody reads it harms nobody', async () => {
  const archive = zipArchive(broken);
  await new Promise((resolve) => archive.once('close', resolve));
  expect(archive.errored?.message).toBe('gone');
});
