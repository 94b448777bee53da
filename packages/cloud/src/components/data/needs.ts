import { databaseUserOf, type ResolvedNeed } from '@espalier/model';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import { provideNeed, type NeedContext, type Provided } from '../../needs/index.ts';

export interface NeedsArgs {
  readonly needs: readonly ResolvedNeed[];
  readonly around: Omit<NeedContext, 'owner' | 'parent'>;
}

/** What an app or addon owns in the cloud; called as its owner. */
export class Needs extends ComponentResource {
  /** Databases by RDS identifier. */
  readonly databases: Readonly<Record<string, NonNullable<Provided['database']>>>;

  constructor(owner: string, { needs, around }: NeedsArgs, options: ComponentResourceOptions) {
    super('espalier:cloud:Needs', owner, {}, options);
    this.databases = Object.fromEntries(
      needs.flatMap((need) => {
        const { database } = provideNeed(need, { ...around, owner, parent: this });
        const user = databaseUserOf(need);
        return database === undefined || user === undefined ? [] : [[user.instance, database]];
      }),
    );
    this.registerOutputs();
  }
}
