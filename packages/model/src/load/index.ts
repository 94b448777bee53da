export { definitionPlaces, loadDefinitions, platformFolders, type LoadedDefinitions } from './load-definitions.ts';
export { importDefinition } from './import-definition.ts';
export { loadPlatform } from './load-platform.ts';
export { loadRiskBudget } from './load-risk-budget.ts';
