import type { Json } from '@espalier/model';

/** Values of `level` in the libraries of many languages, also the numbers of pino. */
const levels = {
  TRACE: 'trace|10',
  DEBUG: 'debug|20',
  INFO: 'info|information|notice|30',
  WARN: 'warn|warning|40',
  ERROR: 'error|err|50',
  FATAL: 'fatal|critical|crit|alert|emerg|panic|60',
};

/**
 * Statements of the transform processor that read a line of JSON: its trace and span, from `trace_id` and `span_id` or
 * `traceId` and `spanId`, and its severity, from `level`. The line itself does not change.
 *
 * A `$` is doubled, since the collector expands it. No brace follows another, since the chart renders the configuration
 * as a template.
 *
 * Source: https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/pkg/ottl
 */
export const logRecords = {
  context: 'log',
  conditions: ['IsString(body) and IsMatch(body, "^ *[{]")'],
  statements: [
    'merge_maps(cache, ParseJSON(body), "upsert")',
    ...['trace_id', 'traceId'].map((field) => setId('trace_id', field, 32)),
    ...['span_id', 'spanId'].map((field) => setId('span_id', field, 16)),
    'set(severity_text, cache["level"]) where IsString(cache["level"])',
    ...Object.entries(levels).map(
      ([severity, level]) =>
        `set(severity_number, SEVERITY_NUMBER_${severity}) where IsMatch(cache["level"], "^(?i:${level})$$")`,
    ),
  ],
} satisfies Json;

function setId(id: 'trace_id' | 'span_id', field: string, digits: number): string {
  return `set(${id}.string, cache["${field}"]) where IsMatch(cache["${field}"], "^[0-9a-fA-F]{${digits}}$$")`;
}
