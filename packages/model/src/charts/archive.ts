import { gunzipSync } from 'node:zlib';
import { Parser } from 'tar/parse';

/** Helm's own limit for what a chart unpacks to (`MaxDecompressedChartSize`). */
const maxBytes = 104_857_600;

/** Text files of a packed chart by path below the chart's folder; only files that can use its values. */
export type ChartFiles = ReadonlyMap<string, string>;

/** The files of a chart, or one sentence why the archive cannot be read. */
export type Archive =
  { readonly files: ChartFiles; readonly refused: undefined } | { readonly files: undefined; readonly refused: string };

/** Unpacks a chart in memory: a gzipped tar with one folder, as `helm package` writes it. Nothing touches the disk. */
export function unpackChart(packed: Buffer): Archive {
  if (packed.length > maxBytes) return tooLarge;
  let tar: Buffer;
  try {
    tar = gunzipSync(packed, { maxOutputLength: maxBytes });
  } catch (error) {
    return Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE' ? tooLarge : damaged(error);
  }
  return unpackTar(tar);
}

function unpackTar(tar: Buffer): Archive {
  const files = new Map<string, string>();
  let refused: Archive | undefined;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      const path = entry.path.replaceAll('\\', '/');
      const [folder, ...rest] = path.split('/');
      const leaves = folder === '' || /^[a-z]:$/i.test(folder ?? '') || path.split('/').includes('..');
      if (leaves)
        refused ??= { files: undefined, refused: `The entry '${entry.path}' leaves the directory of the chart.` };
      const chunks: Buffer[] = [];
      if (leaves || !tellsOfValues(rest.join('/')) || !/^(Old)?File$|^ContiguousFile$/.test(entry.type)) {
        entry.resume();
        return;
      }
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => files.set(rest.join('/'), Buffer.concat(chunks).toString('utf8')));
    },
  });
  parser.on('error', (error) => (refused ??= damaged(error)));
  // The input is a buffer, so that the parser has read everything when this returns.
  parser.end(tar);
  return refused ?? { files, refused: undefined };
}

function tellsOfValues(path: string): boolean {
  return !/^(charts\/[^/]+\/)*(crds\/|ci\/|[^/]+\.md$)/.test(path) && path !== '';
}

const tooLarge: Archive = {
  files: undefined,
  refused: `It unpacks to more than ${maxBytes / 1_048_576} MiB, which Helm refuses too.`,
};

function damaged(error: unknown): Archive {
  return {
    files: undefined,
    refused: `It is not a gzipped tar archive: ${error instanceof Error ? error.message : String(error)}.`,
  };
}
