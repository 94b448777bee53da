/** Loaded with `--import` before a command; writes the URL of every module that it loads into the file of `BENCH_MODULES`. */
import { writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const report = process.env['BENCH_MODULES'];
if (report !== undefined) {
  const urls: string[] = [];
  // Whether a module is imported or required, it passes here.
  registerHooks({
    load(url, context, next) {
      urls.push(url);
      return next(url, context);
    },
  });
  process.on('exit', () => {
    writeFileSync(report, JSON.stringify(urls));
  });
}
