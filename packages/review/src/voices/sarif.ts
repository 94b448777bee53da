import { createHash } from 'node:crypto';
import type { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { subjectId, subjectName } from '../documents/index.ts';
import type { Occurrence, Review, RiskGroup } from '../review/index.ts';
import { riskRules } from '../risks/index.ts';
import { visible } from './wording/index.ts';

export interface SarifOptions {
  /** Address of the page of a rule. @default the pages are in the file itself */
  readonly ruleUrl?: (code: string) => string;
}

/** GitHub refuses to show more results of one run. */
const mostResults = 5_000;

/**
 * The risks as SARIF 2.1.0, the most severe first: one result for each place of each risk, at the definition that caused
 * it, with the rendered file as related location. What exceeds 5,000 results is announced in the file.
 *
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifOf(review: Review, options: SarifOptions = {}): string {
  const all = review.risks.flatMap((risk) => risk.at.map((at) => ({ risk, at })));
  const shown = all.slice(0, mostResults);
  const codes = [...new Set(review.risks.map(({ code }) => code))].sort();
  const log: Log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [
      {
        tool: {
          driver: { name: 'Espalier review', rules: codes.map((code) => ruleOf(code, review.risks, options.ruleUrl)) },
        },
        // Paths are relative to the workspace.
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the workspace.' } } },
        automationDetails: { id: 'espalier-review/' },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            ...(all.length > shown.length && {
              toolExecutionNotifications: [
                {
                  level: 'warning' as const,
                  descriptor: { id: 'results-left-out' },
                  message: {
                    text: `${all.length - shown.length} of ${all.length} results are left out: ${mostResults} fit. The most severe are here; \`espalier review --json\` has all.`,
                  },
                },
              ],
            }),
          },
        ],
        results: shown.map(({ risk, at }) => resultOf(risk, at, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 1)}\n`;
}

function ruleOf(code: string, risks: readonly RiskGroup[], ruleUrl: SarifOptions['ruleUrl']): ReportingDescriptor {
  const own = risks.filter((risk) => risk.code === code);
  const page = riskRules.find((rule) => rule.code === code)?.page;
  const title = own[0]?.title ?? code;
  return {
    id: code,
    shortDescription: { text: title },
    ...(page !== undefined && {
      fullDescription: { text: page.why },
      help: { text: `${page.why}\n\nExample: ${page.example}\n\n${page.whatToDo}` },
    }),
    ...(ruleUrl !== undefined && { helpUri: ruleUrl(code) }),
    // Risks are sorted by severity: the first is the most severe.
    defaultConfiguration: { level: levels[own[0]?.severity ?? 'low'] },
  };
}

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note' } as const;

function resultOf(risk: RiskGroup, at: Occurrence, codes: readonly string[]): Result {
  const sentences = [risk.effect, risk.because, risk.source].filter((sentence) => sentence !== undefined);
  const steps = risk.steps.map((step, index) => `${index + 1}. ${step}`);
  const about = `${subjectName(at.subject)} in ${at.place}: ${sentences.join(' ')}`;
  const [cause] = at.causes;
  return {
    ruleId: risk.code,
    ruleIndex: codes.indexOf(risk.code),
    level: levels[risk.severity],
    message: { text: visible([about, ...steps].join('\n')) },
    locations: [locationOf(cause ?? at.file)],
    ...(cause !== undefined && {
      relatedLocations: [{ ...locationOf(at.file), id: 1, message: { text: 'The rendered file.' } }],
    }),
    // The same risk of the same subject stays one alert from commit to commit.
    partialFingerprints: {
      'espalierRisk/v1': createHash('sha256')
        .update([risk.code, subjectId(at.subject), risk.path ?? ''].join('\0'))
        .digest('hex')
        .slice(0, 32),
    },
    properties: { severity: risk.severity, place: at.place },
  };
}

function locationOf(path: string): Location {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } } };
}
