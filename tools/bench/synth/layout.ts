import { YamlOutputType } from 'cdk8s';

/**
 * The ways of cdk8s to write one object a file. The first validates the whole App again for every Chart, as do its
 * default and every other way but the second, so that its time grows with charts × objects.
 */
export const layouts = {
  'file per resource': YamlOutputType.FILE_PER_RESOURCE,
  'folder per chart': YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
} as const;

export type Layout = keyof typeof layouts;

export const layoutNames = ['file per resource', 'folder per chart'] as const satisfies readonly Layout[];

/** Whether a text names a layout. */
export function isLayout(name: string): name is Layout {
  return name in layouts;
}
