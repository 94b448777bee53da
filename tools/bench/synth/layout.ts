import { YamlOutputType } from 'cdk8s';

/**
 * The ways of cdk8s to divide its output. The first is what `App.synth` does when nothing else is asked: it validates
 * the whole App again for every Chart, so that its time grows with charts × objects, as does every other way but the
 * second, which writes one object a file but names files so that objects of two namespaces may overwrite each other.
 */
export const layouts = {
  'as it comes': YamlOutputType.FILE_PER_CHART,
  'folder per chart': YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
} as const;

export type Layout = keyof typeof layouts;

export const layoutNames = ['as it comes', 'folder per chart'] as const satisfies readonly Layout[];

/** Whether a text names a layout. */
export function isLayout(name: string): name is Layout {
  return name in layouts;
}
