export { definitionPlaces, loadDefinitions, platformFolders, type LoadedDefinitions } from './load-definitions.ts';
export { loadPlatform } from './load-platform.ts';
