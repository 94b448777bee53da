import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Review } from '../../review/index.ts';
import { verdict } from '../wording/index.ts';
import { drawingOf, escaped } from './drawing.ts';
import { awsGraph, networkGraph } from './graph.ts';
import { reportDataOf } from './report-data.ts';

/**
 * The review as one HTML file that opens from disk and loads nothing: filters, search, texts side by side, the graph of what
 * changes. Its policy forbids the browser all connections, and all scripts but its own.
 */
export function htmlOf(review: Review): string {
  const [style, script] = ['report.css', 'report.mjs'].map(assetOf);
  const data = JSON.stringify(reportDataOf(review)).replaceAll('<', String.raw`\u003c`);
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script ?? '')}`,
    `style-src ${hashOf(style ?? '')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(`Review: ${verdict(review)[0] ?? ''}`)}</title>
<style>${style ?? ''}</style>
</head>
<body>
<noscript>This report needs JavaScript. It loads nothing from the network.</noscript>
<div id="report"></div>
${graphsOf(review)}
<script type="application/json" id="data">${data}</script>
<script>${script ?? ''}</script>
</body>
</html>
`;
}

function graphsOf({ changes }: Review): string {
  const graphs = [
    { title: 'Network paths', graph: networkGraph(changes) },
    { title: 'AWS resources and what they use', graph: awsGraph(changes) },
  ];
  return graphs
    .flatMap(({ title, graph }) => {
      const drawing = drawingOf(graph, title);
      return drawing === undefined
        ? []
        : [
            `<template class="graph" data-title="${escaped(title)}" data-caption="${escaped(drawing.caption)}">${drawing.svg}</template>`,
          ];
    })
    .join('\n');
}

/** A file of `report/`, which is as far from `src/` as from `dist/`. */
function assetOf(name: string): string {
  return `\n${readFileSync(new URL(`../../../report/${name}`, import.meta.url), 'utf8')}`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
