import { readYaml } from '@espalier/tree';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { masked } from '../../src/documents/masked.ts';
import {
  compareInMemory,
  htmlOf,
  jsonOf,
  markdownOf,
  reviewTrees,
  sarifOf,
  terminalOf,
  type Files,
} from '../../src/index.ts';

/** Values that no voice may print; none is a credential of anything. Parts keep scanners of this repository calm. */
function secretsOf(side: 'a' | 'b'): Readonly<Record<string, string>> {
  const fill = (length: number): string => `${side}1B2c3D4e5F6g7H8`.repeat(8).slice(0, length);
  return {
    word: `hunter2-${side}`,
    base64: Buffer.from(`s3cr3t-${side}`).toString('base64'),
    aws: `AKIA${fill(16).toUpperCase()}`,
    github: `ghp_${fill(36)}`,
    githubFine: `github_pat_${fill(60)}`,
    gitlab: `glpat-${fill(20)}`,
    slack: `xoxb-${fill(24)}`,
    slackHook: `T0001/B0001/${fill(24)}`,
    stripe: `sk_live_${fill(24)}`,
    openai: `sk-${fill(40)}`,
    google: `AIza${fill(35)}`,
    npm: `npm_${fill(36)}`,
    sendgrid: `SG.${fill(22)}.${fill(43)}`,
    vault: `hvs.${fill(24)}`,
    jwt: `eyJ${fill(20)}.eyJ${fill(30)}.${fill(20)}`,
    pem: `MIIEvQIBADAN${fill(40)}`,
    hex: `9f86d081884c7d65${side}a2feaa0c55ad015`,
    number: `12345678${side === 'a' ? '1' : '2'}`,
    sentence: `correct horse battery ${side}`,
  };
}

const list = (side: 'a' | 'b'): readonly string[] => Object.values(secretsOf(side));

function tree(side: 'a' | 'b'): Files {
  const secret = secretsOf(side);
  const get = (name: string): string => secret[name] ?? '';
  const pem = (indent: string): string =>
    ['-----BEGIN RSA PRIVATE KEY-----', get('pem'), '-----END RSA PRIVATE KEY-----'].join(`\n${indent}`);
  const applied = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'x' },
    stringData: { user: get('sentence'), other: get('word') },
  });
  const folder = 'clusters/production';
  return {
    [`${folder}/app/secret.yaml`]: `apiVersion: v1
kind: Secret
metadata:
  name: store
  namespace: app
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '${applied}'
data:
  anything: ${get('base64')}
stringData:
  file: |
    ${get('sentence')}
`,
    [`${folder}/app/deployment.yaml`]: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
  namespace: app
  annotations:
    note: "token=${get('word')} and Authorization: Bearer ${get('hex')}"
    hook: https://hooks.slack.com/services/${get('slackHook')}
spec:
  template:
    spec:
      containers:
      - name: app
        image: app:${side}
        args:
        - --password
        - ${get('word')}
        - --api-token=${get('sentence').replaceAll(' ', '')}
        - --db-password ${get('word')}
        command: ["sh", "-c", "export DB_PASS='${get('sentence')}' && app"]
        env:
        - {name: DB_PASSWORD, value: "${get('sentence')}"}
        - {name: PIN_TOKEN, value: "${get('number')}"}
        - {name: SESSION_SECRET, value: ${get('hex')}}
        - {name: DATABASE_URL, value: "postgres://app:${get('word')}@db:5432/app"}
        - {name: REDIS_URL, value: "redis://:${get('word')}@cache:6379"}
        - {name: SENTRY_DSN, value: "https://${get('hex').replaceAll(/[^\da-f]/g, '0')}@sentry.example/1"}
        - {name: ONE, value: ${get('aws')}}
        - {name: TWO, value: ${get('github')}}
        - {name: THREE, value: "a ${get('githubFine')} b ${get('gitlab')}"}
        - {name: FOUR, value: "${get('slack')},${get('stripe')},${get('openai')}"}
        - {name: FIVE, value: "${get('google')} ${get('npm')} ${get('sendgrid')} ${get('vault')}"}
        - {name: SIX, value: ${get('jwt')}}
`,
    [`${folder}/app/configmap.yaml`]: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  namespace: app
data:
  password: ${get('word')}
  settings.yaml: |
    database:
      host: db
      password: ${get('word')}
      adminPassword: "${get('sentence')}"
      clientSecret: ${get('hex')}
      pin: {password: ${get('number')}}
      privateKey: |
        ${get('sentence')}
        ${get('word')}
  settings.json: '{"apiKey": "${get('word')}", "nested": [{"secretKey": "${get('sentence')}"}], "password": ${get('number')}}'
  app.properties: |
    db.password=${get('word')}
    api.key = ${get('hex')}
    url=https://x.example/?token=${get('hex')}&page=2
  run.sh: |
    export API_TOKEN=${get('word')}
    curl -H "Authorization: Bearer ${get('hex')}" https://user:${get('word')}@x.example/
    mysql --password='${get('sentence')}'
  manifest.yaml: |
    apiVersion: v1
    kind: Secret
    stringData:
      anything: ${get('sentence')}
  key.pem: |
    ${pem('    ')}
  base64: ${Buffer.from(pem('')).toString('base64')}
`,
    [`${folder}/values/grafana.yaml`]: `adminPassword: ${get('word')}
auth:
  rootPassword: "${get('sentence')}"
  password: ${get('number')}
  clientSecret: ${get('hex')}
parameters:
- {name: database.password, value: "${get('word')}"}
headers:
- {key: Authorization, value: "Basic ${get('hex')}"}
config: |
  [auth]
  client_secret = ${get('hex')}
`,
    [`${folder}/cloud/rds.yaml`]: `type: aws:rds/instance:Instance
name: db
inputs:
  password: ${get('word')}
  masterUserPassword: "${get('sentence')}"
  userData: |
    #!/bin/sh
    TOKEN=${get('word')}
  secretString: '{"password":"${get('sentence')}"}'
  tags: {key: "${get('aws')}"}
`,
    [`${folder}/notes.txt`]: `password: ${get('word')}\n${pem('')}\n`,
    'apps/cloud/bootstrap/production/main.tf.json': JSON.stringify({
      variable: { api_key: get('sentence'), other: `https://u:${get('word')}@h` },
    }),
  };
}

const comparisons = {
  changed: compareInMemory(tree('a'), tree('b')),
  added: compareInMemory({}, tree('b')),
  deleted: compareInMemory(tree('a'), {}),
};

test.each(Object.entries(comparisons))('no voice prints a secret of what is %s', (_, comparison) => {
  const review = reviewTrees(comparison);
  expect(review.changes.length).toBeGreaterThan(5);
  const voices = {
    json: jsonOf(review),
    markdown: markdownOf(review, { budget: 1_000_000 }),
    html: htmlOf(review),
    terminal: terminalOf(review, { color: false, width: 10_000 }),
    sarif: sarifOf(review),
  };
  for (const [voice, text] of Object.entries(voices)) {
    const leaks = [...list('a'), ...list('b')].filter((secret) =>
      // An escaped or wrapped secret is one all the same.
      [text, text.replaceAll('\\', ''), text.replaceAll(/\s+/g, '')].some(
        (one) => one.includes(secret) || one.includes(secret.replaceAll(' ', '')),
      ),
    );
    expect({ voice, leaks: leaks.map((leak) => ({ leak, near: nearOf(text, leak) })) }).toEqual({ voice, leaks: [] });
  }
});

test('a secret that changes is seen as a change of its digest', () => {
  expect(jsonOf(reviewTrees(comparisons.changed))).toMatch(/\[secret sha256:[\da-f]{8}\]/);
});

const kept = 'Hunter2!kq';

test.each([
  // A prefix without a separator, a suffix, a plural.
  { env: [{ name: 'PGPASSWORD', value: kept }] },
  { adminpassword: kept },
  { run: `export DBPASSWORD=${kept}` },
  { text: `see {"pgpassword": "${kept}"} there` },
  { MYSQL_PWD: kept, DBPASS: kept, CLIENTTOKEN: kept },
  { SECRET_KEY_BASE: kept },
  { tokens: [kept, { value: kept }] },
  { apiKeys: [kept] },
  { dbPasswords: { app: kept, admin: { value: kept } } },
  { privateKeyPem: kept, PASSWORD_2: kept, apiKeyOld: kept, passwordWo: kept },
  { text: `apiKeys: ["${kept}", ${kept}]` },
  // Names that are paths.
  { name: '/prod/db/password', type: 'SecureString', value: kept },
  { name: '/prod/db/password', value: kept },
  { type: 'SecureString', value: kept },
  { inputs: { name: 'a', type: 'SecureString', valueWo: kept } },
  { inputs: { secretString: kept, secretBinary: kept } },
  { name: 'x', key: 'db/password', value: kept },
  // Mappings and lists below the name.
  { password: { value: kept } },
  { password: { prod: { plain: kept }, value: 12_345_678 } },
  { clientSecret: { value: kept } },
  { authorization: { value: kept } },
  { variable: { db_password: { type: 'string', default: kept } } },
  { text: `password:\n    ${kept}\nhost: db` },
  { text: `password:\n  value: ${kept}\n` },
  { text: `a:\n  password:\n    "prod": "${kept}"\n    staging: ${kept}\n` },
  { text: `passwords:\n  token:\n    a\n  admin: ${kept}\n` },
  { text: `tokens:\n- ${kept}\n- "${kept}"\n` },
  { text: `password: |\n  a\n\n  ${kept}\n` },
  { text: `password: {value: ${kept}}` },
  // Addresses.
  { url: `postgres://u:pa/${kept}@h` },
  { url: `postgres://u:p@${kept}@h/db` },
  { url: `see postgres://u:${kept}@h/db?x=a@b` },
  { url: `postgres://u:a/b@${kept}@h:5432/db` },
  { dsn: `user:${kept}@tcp(db:3306)/app` },
  { dsn: `DSN=user:p@${kept}@unix(/run/mysql.sock)/app` },
  // Headers.
  { text: `curl -H "Authorization: Basic ${kept}"` },
  { text: 'Authorization: Basic SHVudGVyMiFrcQ' },
  { text: 'Sends Basic SHVudGVyMiFrcQ' },
  { text: `Authorization: ${kept}` },
  // Words of their own.
  { text: `<settings><password>${kept}</password></settings>` },
  { text: `<ns:dbPassword type="x"><![CDATA[${kept}]]></ns:dbPassword>` },
  { text: `<password>${kept}</password>` },
  { 'redis.conf': `port 6379\nrequirepass ${kept}\nmasterauth "${kept}"\n` },
  { '.netrc': `machine a.example login u password ${kept}` },
  { '.netrc': `machine a.example\n  login u\n  password ${kept}\n` },
  { run: `curl -s -u a:${kept} https://a.example` },
  { run: `curl --user "a:${kept}" https://a.example` },
  { args: ['curl', '-u', `a:${kept}`] },
  { args: ['curl', `-ua:${kept}`, `--user=a:${kept}`] },
  { token: { prod: kept } },
])('a secret is masked: %j', (data) => {
  const text = JSON.stringify(masked(data));
  expect(text).toMatch(/\[secret sha256:/);
  for (const secret of [kept, 'SHVudGVyMiFrcQ', '12345678']) expect(text).not.toContain(secret);
});

test('what says how to read a credential stays', () => {
  expect(masked('Authorization: Basic dXNlcjpwYXNz')).toMatch(/^Authorization: Basic \[secret sha256:[\da-f]{8}\]$/);
  expect(masked('postgres://u:p@ss@h:5432/db')).toMatch(/^postgres:\/\/u:\[secret sha256:[\da-f]{8}\]@h:5432\/db$/);
  expect(masked('password:\n    Hunter2\nhost: db')).toMatch(/^password:\n {4}\[secret sha256:[\da-f]{8}\]\nhost: db$/);
});

test.each([
  ...['AKIA', 'ASIA'].map((start) => start + 'A1'.repeat(8)),
  ...['ghp_', 'gho_', 'github_pat_', 'glpat-', 'glsoat-', 'sk_live_', 'rk_test_', 'whsec_', 'sk-', 'AIza', 'ya29.'],
  ...['npm_', 'hf_', 'pul-', 'dckr_pat_', 'dop_v1_', 'shpat_', 'lin_api_', 'glc_', 'glsa_', 'hvs.', 'ATATT3'],
  'AGE-SECRET-KEY-1',
  `SG.${'a1'.repeat(8)}.${'a1'.repeat(8)}`,
  `eyJ${'a'.repeat(10)}.eyJ${'a'.repeat(10)}.a`,
  'xoxb-1234567890',
  'xapp-1234567890',
  'hooks.slack.com/services/T',
  'discord.com/api/webhooks/1',
  'webhook.office.com/a',
  '-----BEGIN EC PRIVATE KEY-----',
  'LS0tLS1CRUdJTiBSU0EgUFJJ',
  'Bearer abcdefg1',
  'Basic dXNlcjpwYXNz',
])('a shape is found in the shortest text that has it: %s', (start) => {
  // A token that is only its beginning here is filled to the length that it has.
  const text =
    /^[\w.-]{3,16}$/.test(start) && !/\d{8}/.test(start)
      ? start + 'A1B2C3D4'.repeat(6).slice(0, lengthOf(start))
      : start;
  expect(masked(text)).toMatch(/\[secret sha256:/);
});

/** Those that are read up to a length have that. */
function lengthOf(start: string): number {
  return start === 'AIza' ? 35 : 40;
}

test('nothing in the committed tree is a secret', () => {
  const root = fileURLToPath(new URL('../../../../', import.meta.url));
  const files = ['clusters', 'apps/cloud/bootstrap'].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:yaml|json)$/.test(file))
      .map((file) => `${root}${folder}/${file}`),
  );
  expect(files.length).toBeGreaterThan(100);
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const documents = readYaml(text) as Parameters<typeof masked>[0][];
    expect({
      file,
      text: masked(text) === text || file.endsWith('.json'),
      documents: documents.map((one) => masked(one)),
    }).toEqual({
      file,
      text: true,
      documents,
    });
  }
});

test.each([
  { secretKeyRef: { name: 'db', key: 'password' } },
  { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } },
  { secretName: 'identity-tls', passwordSecret: 'db-credentials', tokenUrl: 'https://a.example/token' },
  { password: '${aws:rds/instance:Instance/db.password}', token: '{{ .token }}', secret: 'shop/database' },
  { automountServiceAccountToken: true, 'settings.yaml': 'maxTokens: 4096\nsecretName: a\npassword: ${DB_PASSWORD}\n' },
  { text: 'rego { input.token == "a"; token := split(x, ".") }', args: ['--tokens', '3', '--secret-name', 'db'] },
  {
    caBundle: Buffer.from('-----BEGIN CERTIFICATE-----\nabc').toString('base64'),
    image: 'registry/app:1.2.3@sha256:abc',
  },
  { type: 'aws:secretsmanager/secret:Secret', id: '${aws:secretsmanager/secret:Secret/db.arn}' },
  { resource: 'arn:aws:secretsmanager:us-east-1:1:secret:shop/*', image: 'r.example/authorization:1.2.3' },
  { secretKey: 'GITHUB_APP_PRIVATE_KEY', description: 'Holds {"username": …, "accessToken": …}' },
  { password: { secretKeyRef: { name: 'db', key: 'x' } }, token: { valueFrom: { fieldRef: { fieldPath: 'x' } } } },
  { apiKey: { name: 'db', key: 'api-key' }, password: { existingSecret: 'db', userField: 'x' } },
  { privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always', size: 256 }, httpTokens: 'required' },
  { authorization: { mode: 'Webhook', webhook: { cacheTTL: '1m' } }, maxTokens: 4096, tokens: 3, bypass: 'yes' },
  { properties: { password: { type: 'string', description: 'Of the database.', pattern: 'A-Z' } } },
  { inputs: { secretString: '[secret]' }, compass: 'north', additionalSecretOutputs: ['password', 'secretString'] },
  {
    text: 'password:\n  valueFrom:\n    secretKeyRef:\n      name: Db\n      key: X1\n',
    more: 'password:\nhost: db\n',
  },
  { text: '  password:\n  host: db\ntokens: 3\n', run: 'docker run -u 1000:1000 a && curl x', flow: 'tokens: []' },
  { text: 'Authorization: Bearer $TOKEN', url: 'http://$HOST:$PORT/a@b', other: 'curl -u "$USER:$PASS" x' },
  { text: '<password>${db.password}</password> and <token>', redis: 'requirepass $REDIS_PASSWORD' },
  { host: 'https://x.example:8443/@scope/', cron: '*/5 * * * *', text: 'Basic authentication is off.' },
])('what is no secret stays as it is: %j', (data) => {
  expect(masked(data)).toEqual(data);
});

/** Beginnings of what is searched for, which a search must not read again from each of them. */
const hard = [
  ' ',
  '\n',
  'password:\n',
  'password:\n  ',
  'password: |\n\n',
  'tokens: [',
  'password: {',
  '<password>',
  '<password ',
  'a://a:',
  'a://a:a@',
  'a:a@',
  '@',
  'a:',
  'requirepass ',
  'machine a ',
  'curl -u a:',
  'Basic  ',
  'xoxb-',
];

test('long words are read once, so that a large text takes no more than its length', () => {
  for (const word of ['a1', 'token-', 'token.', 'a://', 'password ', '--token ', '"', 'eyJ', 'Bearer ', ...hard]) {
    expect(masked(word.repeat(100_000))).toBeDefined();
  }
});

function nearOf(text: string, leak: string): string {
  const index = text.indexOf(leak);
  return text.slice(Math.max(0, index - 60), index);
}
