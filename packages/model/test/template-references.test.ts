import { describe, expect, test } from 'vitest';
import { templateReferences } from '../src/charts/template-references.ts';

function readOf(text: string): object {
  const { mentioned, passedOn, elsewhere } = templateReferences(text);
  const paths = (all: readonly (readonly string[])[]): readonly string[] => [
    ...new Set(all.map((path) => path.join('/'))),
  ];
  return { mentioned: paths(mentioned), passedOn: paths(passedOn), elsewhere: [...elsewhere] };
}

const nothing = { mentioned: [], passedOn: [], elsewhere: [] };

describe('a template reads', () => {
  test.each([
    ['{{ .Values.image.tag | quote }}', ['image/tag']],
    ['{{- if and $.Values.a (not .root.Values.b) -}}', ['a', 'b']],
    ['{{ ((.Values.a).b).c }}', ['a/b/c']],
    ['{{ index .Values "redis-ha" "enabled" }}', ['redis-ha/enabled']],
    ['{{ (index .Values "redis-ha").haproxy.enabled }}', ['redis-ha/haproxy/enabled']],
    ['{{ hasKey .Values.configs "a.b" }}', ['configs/a.b']],
  ])('%s: the paths it names', (text, mentioned) => {
    expect(readOf(text)).toMatchObject({ mentioned, passedOn: [] });
  });

  test.each([
    '{{ toYaml .Values.a.b | nindent 4 }}',
    '{{- range $key, $value := .Values.a.b }}{{ $key }}{{ end }}',
    '{{ include "common.tplvalues.render" (dict "value" .Values.a.b "context" $) }}',
    '{{ include "chart.affinity" .Values.a.b }}',
    '{{ $config := omit .Values.a.b "create" }}',
    '{{- with .Values.a.b }}{{ toYaml . }}{{ end }}',
    '{{- with $x := .Values.a.b }}{{ toYaml $x }}{{ end }}',
    '{{ $b := .Values.a }}{{ toYaml $b.b }}',
  ])('%s: whatever is in it', (text) => {
    expect(readOf(text)).toMatchObject({ passedOn: expect.arrayContaining(['a/b']) as unknown });
  });

  test('inside with, below its path; outside again, not', () => {
    const text = '{{ with .Values.a }}{{ .b }}{{ if .c }}{{ .d.e }}{{ end }}{{ else }}{{ .f }}{{ end }}{{ .g }}';
    expect(readOf(text)).toEqual({ mentioned: ['a', 'a/b', 'a/c', 'a/d/e'], passedOn: [], elsewhere: ['f', 'g'] });
  });

  test('keys of what it was given, wherever that is in the values', () => {
    const text = '{{ define "x" }}{{ .component.nodeSelector }}{{ $other.port }}{{ .Release.Name }}{{ end }}';
    expect(readOf(text)).toEqual({ ...nothing, elsewhere: ['component', 'nodeSelector', 'port'] });
  });

  test('nothing in comments and plain text', () => {
    expect(readOf('{{/* .Values.a */}} .Values.b {{- /* .Values.c */ -}}')).toEqual(nothing);
  });
});
