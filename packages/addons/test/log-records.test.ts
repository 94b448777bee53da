import { describe, expect, it } from 'vitest';
import { logRecords } from '../src/telemetry-agent/log-records.ts';
import { telemetryAgent } from '../src/index.ts';
import { valuesOf } from './context.ts';

/** What the statements set of a line of JSON, by the field each reads and the pattern that guards it. */
function settings(line: string): readonly string[] {
  const fields = new Map(Object.entries(JSON.parse(line) as Readonly<Record<string, string | number>>));
  const guarded = /^set\((.+?)(?:, cache\[.+\])?\) where IsMatch\(cache\["(\w+)"\], "(.+)"\)$/;
  return logRecords.statements.flatMap((statement) => {
    const [, target = '', field = '', pattern = ''] = guarded.exec(statement) ?? [];
    return fields.has(field) && goPattern(pattern).test(String(fields.get(field))) ? [target] : [];
  });
}

/** The collector turns `$$` into `$`. */
function goPattern(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll('$$', '$'));
}

describe('logRecords', () => {
  it.each([
    ['trace_id.string', '{"trace_id":"0af7651916cd43dd8448eb211c80319c"}'],
    ['trace_id.string', '{"traceId":"0AF7651916CD43DD8448EB211C80319C"}'],
    ['span_id.string', '{"span_id":"b7ad6b7169203331"}'],
    ['span_id.string', '{"spanId":"b7ad6b7169203331"}'],
    ['severity_number, SEVERITY_NUMBER_ERROR', '{"level":"ERROR"}'],
    ['severity_number, SEVERITY_NUMBER_WARN', '{"level":"warning"}'],
    ['severity_number, SEVERITY_NUMBER_INFO', '{"level":30}'],
    ['severity_number, SEVERITY_NUMBER_FATAL', '{"level":"panic"}'],
  ])('sets %s of the line %s', (target, line) => {
    expect(settings(line)).toEqual([target]);
  });

  it.each([
    '{"trace_id":"0af7","span_id":"","level":"loud"}',
    '{"trace_id":"0af7651916cd43dd8448eb211c80319c-01"}',
    '{"message":"hello"}',
  ])('sets nothing of %s', (line) => {
    expect(settings(line)).toEqual([]);
  });

  it('parses what looks like JSON only', () => {
    const pattern = goPattern(/IsMatch\(body, "(.+)"\)/.exec(logRecords.conditions[0] ?? '')?.[1] ?? 'none');
    expect(['{"a":1}', ' {}'].every((line) => pattern.test(line))).toBe(true);
    expect(['GET / 200', 'I0101 {"a":1}', ''].some((line) => pattern.test(line))).toBe(false);
  });

  it('holds nothing that the chart takes for a template or the collector for a variable', () => {
    const text = JSON.stringify(logRecords);
    expect(text).not.toContain('{{');
    expect(text.replaceAll('$$', '')).not.toContain('$');
  });

  it('is what the agent does to logs, passing over lines that turn out not to be JSON', () => {
    const processor = ['config', 'processors', 'transform/logs'];
    expect(valuesOf(telemetryAgent())).toHaveProperty([...processor, 'error_mode'], 'ignore');
    expect(valuesOf(telemetryAgent())).toHaveProperty([...processor, 'log_statements', 0], logRecords);
  });
});
