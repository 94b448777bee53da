import { describe, expect, test } from 'vitest';
import { found, planned, type Tree } from './found.ts';

const folder = 'clusters/production/cloud';
const group = (name: string, inputs: object = {}, options: object = {}): Tree => ({
  [`${folder}/${name}/eks.nodegroup-${name}.yaml`]: planned('aws:eks/nodeGroup:NodeGroup', { ...inputs }, options, {
    name,
  }),
});

describe('ESP8124', () => {
  test('a group gets another generation', () => {
    expect(found('ESP8124', group('general-af564965'), group('general-0a1b2c3d'))).toMatchObject([
      {
        severity: 'high',
        effect:
          'Node group general-af564965 of production is replaced by another one: all its nodes go at once, and each of its pods moves.',
      },
    ]);
    const [risk] = found('ESP8124', group('general-af564965'), group('general-0a1b2c3d'));
    expect(risk?.because).toContain('killed, whatever its disruption budget says');
    expect(risk?.steps[0]).toContain('Keep the old group as retiring');
  });

  test('a whole plan that is gone deletes no group by itself', () => {
    expect(found('ESP8124', group('general-af564965'), {})).toEqual([]);
  });

  test('a group is deleted', () => {
    const [risk] = found(
      'ESP8124',
      { ...group('general-af564965'), ...group('gpu-de98c9d6') },
      group('general-af564965'),
    );
    expect(risk?.effect).toContain('Node group gpu-de98c9d6 of production is deleted: all its nodes go at once.');
    expect(risk?.steps[0]).toContain('Keep the group in this change');
    expect(risk?.steps[1]).toContain('espalier.dev/node-group=gpu');
  });

  test('the nodes of a group are of another release, or another template', () => {
    expect(
      found(
        'ESP8124',
        group('general-af564965', { releaseVersion: '1.35.7-1' }),
        group('general-af564965', { releaseVersion: '1.35.7-2' }),
      ),
    ).toMatchObject([
      {
        severity: 'medium',
        effect:
          'The nodes of group general-af564965 of production are replaced a part at a time (1.35.7-1 to 1.35.7-2), and their pods move.',
      },
    ]);
    const template = (volumeSize: number): Tree => ({
      [`${folder}/general/ec2.launchtemplate-x.yaml`]: planned('aws:ec2/launchTemplate:LaunchTemplate', {
        blockDeviceMappings: [{ ebs: { volumeSize } }],
      }),
    });
    expect(found('ESP8124', template(80), template(100))[0]?.effect).toContain('launch template orders of production');
  });

  test('another size or label, a new group, and ignored inputs are none', () => {
    const sized = (maxSize: number): Tree =>
      group('general-af564965', { scalingConfig: { maxSize }, labels: { a: `${maxSize}` } });
    expect(found('ESP8124', sized(3), sized(6))).toEqual([]);
    expect(found('ESP8124', sized(3), { ...sized(3), ...group('gpu-de98c9d6') })).toEqual([]);
    const ignored = (releaseVersion: string): Tree =>
      group('a-de98c9d6', { releaseVersion }, { ignoreChanges: ['releaseVersion'] });
    expect(found('ESP8124', ignored('1'), ignored('2'))).toEqual([]);
  });
});
