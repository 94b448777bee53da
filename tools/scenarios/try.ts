import { scenarios } from './changes/index.ts';
import { reviewOfScenario } from './riven.ts';
import { subjectName } from '@espalier/review';
for (const s of scenarios) {
  if (process.argv[2] && !process.argv.slice(2).includes(s.name)) continue;
  const t = performance.now();
  try {
    const r = await reviewOfScenario(s);
    console.log(`# ${s.name} ${Math.round(performance.now() - t)} ms; changes ${r.changes.length}; risks:`);
    for (const k of r.risks)
      console.log('   ', k.severity, k.code, `x${k.at.length}`, k.at[0]!.place, k.effect.slice(0, 230));
    if (process.argv[2])
      for (const g of r.changes) {
        console.log(
          '  ',
          g.action,
          subjectName(g.at[0]!.subject),
          'x' + g.at.length,
          g.restart ?? '',
          g.at[0]!.causes.join(','),
        );
        for (const f of g.fields.slice(0, 6))
          console.log(
            '      ',
            f.path,
            JSON.stringify(f.before)?.slice(0, 90),
            '->',
            JSON.stringify(f.after)?.slice(0, 90),
          );
      }
  } catch (e) {
    console.log(`# ${s.name} FAILED ${(e as Error).message.slice(0, 900)}`);
  }
}
