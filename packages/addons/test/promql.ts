import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A metric that an expression reads, with what is asked of its labels. */
export interface Selector {
  readonly metric: string;
  /** Labels and the values that they have to equal. */
  readonly equal: Readonly<Record<string, string>>;
  /** Every label that the expression compares, groups or joins this metric by. */
  readonly labels: readonly string[];
}

/** The metrics that an expression of PromQL reads; fails where Prometheus would not parse it. */
export function selectorsOf(expr: string): readonly Selector[] {
  return all(parse(expr), 'VectorSelector').map((node) => {
    const matchers = all(node, 'UnquotedLabelMatcher').map((matcher) => ({
      label: text(expr, matcher.getChild('LabelName')),
      isEqual: matcher.getChild('MatchOp')?.getChild('EqlSingle') !== null,
      value: text(expr, matcher.getChild('StringLiteral')).slice(1, -1),
    }));
    const around = ancestors(node).flatMap((ancestor) =>
      ['AggregateModifier', 'MatchingModifierClause'].flatMap((clause) => ancestor.getChildren(clause)),
    );
    return {
      metric: text(expr, node.getChild('Identifier')),
      equal: Object.fromEntries(matchers.filter(({ isEqual }) => isEqual).map(({ label, value }) => [label, value])),
      labels: [
        ...new Set([
          ...matchers.map(({ label }) => label),
          ...around.flatMap((clause) => all(clause, 'LabelName').map((label) => text(expr, label))),
        ]),
      ],
    };
  });
}

/** Labels that the result of an expression has; `undefined` if they are whatever the scrape gives the metric. */
export function resultLabels(expr: string): readonly string[] | undefined {
  const top = parse(expr).firstChild;
  return top === null ? undefined : labelsOf(expr, top);
}

function labelsOf(expr: string, node: SyntaxNode): readonly string[] | undefined {
  switch (node.name) {
    case 'AggregateExpr': {
      const modifier = node.getChild('AggregateModifier');
      if (modifier === null) return [];
      if (modifier.getChild('By') === null) return undefined;
      return all(modifier, 'LabelName').map((label) => text(expr, label));
    }
    case 'BinaryExpr': {
      const [left, right] = [node.firstChild, node.lastChild];
      if (left === null || right === null) return undefined;
      return left.name === 'NumberDurationLiteral' ? labelsOf(expr, right) : labelsOf(expr, left);
    }
    case 'ParenExpr': {
      return node.firstChild === null ? undefined : labelsOf(expr, node.firstChild);
    }
    case 'FunctionCall': {
      const called = text(expr, node.getChild('FunctionIdentifier'));
      // Of what is not there, only what was asked for is known.
      if (called === 'absent') return Object.keys(selectorsOf(text(expr, node)).at(0)?.equal ?? {});
      const argument = node.getChild('FunctionCallBody')?.lastChild;
      const inner = argument == null ? [] : labelsOf(expr, argument);
      return called === 'histogram_quantile' ? inner?.filter((label) => label !== 'le') : inner;
    }
    case 'NumberDurationLiteral':
      return [];
    default:
      return undefined;
  }
}

function parse(expr: string): SyntaxNode {
  const { topNode } = parser.parse(expr);
  topNode.cursor().iterate((node) => {
    if (node.type.isError) throw new Error(`not PromQL at ${node.from}: ${expr}`);
  });
  return topNode;
}

function all(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate((cursor) => {
    if (cursor.name === name && cursor.from >= node.from && cursor.to <= node.to) found.push(cursor.node);
  });
  return found;
}

function ancestors(node: SyntaxNode): readonly SyntaxNode[] {
  return node.parent === null ? [] : [node.parent, ...ancestors(node.parent)];
}

function text(expr: string, node: SyntaxNode | null): string {
  return node === null ? '' : expr.slice(node.from, node.to);
}
