import { LuaFactory } from 'wasmoon';
import { describe, expect, it } from 'vitest';
import { applicationHealth } from '../src/argo-cd/application-health.ts';
import { customResourceDefinitionHealth } from '../src/argo-cd/custom-resource-definition-health.ts';

/** What Argo CD would learn of an object: the script runs with the object as the global `obj`. */
async function healthOf(script: string, object: object): Promise<unknown> {
  const lua = await new LuaFactory().createEngine();
  try {
    // A table of Lua's own, as Argo CD passes one: absent fields are nil, lists count from 1.
    await lua.doString(`obj = ${literal(object)}`);
    return (await lua.doString(script)) as unknown;
  } finally {
    lua.global.close();
  }
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map(literal).join(', ')}}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `[${JSON.stringify(key)}] = ${literal(field)}`);
  return `{${fields.join(', ')}}`;
}

describe('a CustomResourceDefinition', () => {
  const metadata = { name: 'certificates.cert-manager.io' };
  const established = { type: 'Established', status: 'True', message: 'the initial names have been accepted' };
  const notEstablished = { type: 'Established', status: 'False', message: 'not all names are accepted' };
  const accepted = { type: 'NamesAccepted', status: 'True', message: 'no conflicts found' };

  it.each([
    ['new', { metadata }, 'Progressing'],
    ['not established', { metadata, status: { conditions: [accepted, notEstablished] } }, 'Progressing'],
    ['established', { metadata, status: { conditions: [accepted, established] } }, 'Healthy'],
    [
      'of names that are taken',
      {
        metadata,
        status: { conditions: [{ type: 'NamesAccepted', status: 'False', message: 'in use' }, notEstablished] },
      },
      'Degraded',
    ],
    [
      'of a schema that is refused',
      {
        metadata,
        status: {
          conditions: [accepted, established, { type: 'NonStructuralSchema', status: 'True', message: 'spec.a' }],
        },
      },
      'Degraded',
    ],
    [
      'being deleted',
      { metadata: { ...metadata, deletionTimestamp: '2026-01-01T00:00:00Z' }, status: { conditions: [established] } },
      'Progressing',
    ],
  ])('%s', async (_, object, status) => {
    expect(await healthOf(customResourceDefinitionHealth, object)).toMatchObject({ status });
  });
});

describe('an Application', () => {
  const source = { repoURL: 'https://github.com/riven/platform', path: 'clusters/staging/identity' };
  const spec = { source };
  const sync = { comparedTo: { source, destination: {} } };
  const healthy = { health: { status: 'Healthy' }, sync };

  it.each([
    ['that was never compared', { spec }, 'Progressing'],
    ['that is healthy', { spec, status: healthy }, 'Healthy'],
    ['that is degraded', { spec, status: { health: { status: 'Degraded' }, sync } }, 'Degraded'],
    [
      'with another source than it was compared with',
      { spec: { source: { ...source, path: 'x' } }, status: healthy },
      'Progressing',
    ],
    ['whose sync is about to begin', { spec, status: healthy, operation: { sync: {} } }, 'Progressing'],
    [
      'whose sync is tried again',
      {
        spec,
        status: { ...healthy, operationState: { phase: 'Running', retryCount: 2 } },
        operation: { sync: {} },
      },
      'Healthy',
    ],
  ])('%s', async (_, object, status) => {
    expect(await healthOf(applicationHealth, object)).toMatchObject({ status });
  });
});
