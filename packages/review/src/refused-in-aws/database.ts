import { valueAt } from '@espalier/model';
import { shown } from '../refused/index.ts';
import { takeBack, type ChangedResource, type RefusalInAwsRule } from './refusal.ts';

const copy =
  'Or give the need another name, copy the data (pg_dump, then pg_restore) into the new database, then take the old need out.';

/** Storage of a database grows and never shrinks. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.StorageTypes.html */
export const databaseStorage: RefusalInAwsRule = (change) => {
  const { old, now } = inputOf(change, 'allocatedStorage');
  if (typeof old !== 'number' || typeof now !== 'number' || now >= old) return [];
  return [
    {
      code: 'ESP8020',
      path: 'inputs.allocatedStorage',
      before: shown(old),
      after: shown(now),
      effect: 'AWS refuses it.',
      because: 'The storage of a database, in GiB here, never shrinks.',
      steps: [takeBack, copy],
    },
  ];
};

/** RDS upgrades an engine and has no way back. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html */
export const databaseVersion: RefusalInAwsRule = (change) => {
  const { old, now } = inputOf(change, 'engineVersion');
  if (typeof old !== 'string' || typeof now !== 'string' || !isEarlier(now, old)) return [];
  return [
    {
      code: 'ESP8021',
      path: 'inputs.engineVersion',
      before: shown(old),
      after: shown(now),
      effect: 'AWS refuses it.',
      because: 'RDS upgrades an engine and never takes it back.',
      steps: [takeBack, copy],
    },
  ];
};

/** A database is renamed in place, data included. https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RenameInstance.html */
export const databaseName: RefusalInAwsRule = (change) => {
  const { old, now } = inputOf(change, 'identifier');
  if (old === undefined || now === undefined || old === now) return [];
  return [
    {
      code: 'ESP8025',
      path: 'inputs.identifier',
      before: shown(old),
      after: shown(now),
      effect: 'AWS renames the database, and it is away meanwhile.',
      because: 'The data stays. Its address changes, and pods that run still call the old one.',
      steps: [
        takeBack,
        `Or do it when its callers can wait: npx nx up ${change.stack}, merge, and restart their pods once External Secrets has the new address.`,
      ],
    },
  ];
};

function inputOf({ before, after }: ChangedResource, input: string): { readonly old: unknown; readonly now: unknown } {
  if (after.type !== 'aws:rds/instance:Instance') return { old: undefined, now: undefined };
  return { old: valueAt(before.inputs, [input]), now: valueAt(after.inputs, [input]) };
}

/** Whether one version is earlier than another, as far as both say: `17` is not earlier than `17.5`. */
function isEarlier(one: string, other: string): boolean {
  const [left, right] = [one.split('.').map(Number), other.split('.').map(Number)];
  const index = left.findIndex((part, position) => part !== (right[position] ?? part));
  return index !== -1 && (left[index] ?? 0) < (right[index] ?? 0);
}
