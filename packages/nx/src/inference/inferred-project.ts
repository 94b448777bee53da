import type { ProjectConfiguration } from '@nx/devkit';

/** A project with the file it was inferred from. */
export interface InferredProject {
  readonly file: string;
  readonly project: ProjectConfiguration & { readonly root: string };
}
