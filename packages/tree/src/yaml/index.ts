export { readYaml } from './read-yaml.ts';
export { stringifyYaml, YamlValueError } from './stringify-yaml.ts';
