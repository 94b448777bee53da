export { archiveName, chartFolder } from './chart-folder.ts';
export type { ChartKeys } from './chart-keys.ts';
export { helmSource } from './helm-source.ts';
export type { KeysOfChart } from './keys-of-chart.ts';
export { vendoredChart, type VendoredChart, type VendoredCharts } from './vendored-chart.ts';
