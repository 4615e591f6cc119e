// Fails for a hand-written source of more than 300 lines; says which have more than 200.
import { lines, report, sources } from '../sources.mjs';

const hardStop = 300;
const wanted = 200;
const counted = sources('src/*', 'tests/*', 'web/src/*', 'tools/*', 'scripts/*', 'bench/*', 'fuzz/*')
  .filter((file) => /\.(h|cpp|ts|tsx|mjs|py)$/.test(file))
  .map((file) => [file, lines(file).length - 1]);
for (const [file, count] of counted) if (count > wanted && count <= hardStop) console.log(`${file}: ${count} lines, ${wanted} are wanted`);
report('lengths', counted.filter(([, count]) => count > hardStop).map(([file, count]) => `${file}: ${count} lines, at most ${hardStop}`));
