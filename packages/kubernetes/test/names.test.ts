import { assert, property, string, webPath } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelValue } from '../src/objects/labels.ts';
import { configKeySpelling, nameOfPath, volumeSpelling } from '../src/app/files/legal-name.ts';

test('a label value is legal, whatever it is made from', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(labelValue(text)).toMatch(/^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/);
    }),
  );
});

describe('the name of a path', () => {
  test('reads like the path', () => {
    expect(nameOfPath('/var/cache', volumeSpelling)).toBe('var-cache');
    expect(nameOfPath('/etc/nginx/nginx.conf', configKeySpelling)).toBe('etc_nginx_nginx.conf');
  });

  test('distinguishes paths that would have the same name', () => {
    expect(nameOfPath('/var-cache', volumeSpelling)).toMatch(/^var-cache-[0-9a-f]{8}$/);
    expect(nameOfPath('/etc/a_b', configKeySpelling)).toMatch(/^etc_a_b-[0-9a-f]{8}$/);
  });

  test('is legal and its own, whatever the path', () => {
    const path = webPath().filter((text) => text.startsWith('/'));
    assert(
      property(path, path, (a, b) => {
        expect(`writable-${nameOfPath(a, volumeSpelling)}`).toMatch(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);
        expect(nameOfPath(a, configKeySpelling)).toMatch(/^[-._a-zA-Z0-9]{1,253}$/);
        expect(nameOfPath(a, volumeSpelling) === nameOfPath(b, volumeSpelling)).toBe(a === b);
      }),
    );
  });
});
