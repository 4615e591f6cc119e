import { colorOf } from '@/lib/color';
import { percent } from '@/lib/format';
import { useObjectUrl } from '@/lib/use-object-url';
import { MarkedPicture } from '@/ui/marked-picture';
import { useFileAsked, type AnswerProps } from './answer';

export function PointsAnswer({ output, asked }: AnswerProps<'points'>) {
  const url = useObjectUrl(useFileAsked(asked, 'image_base64', 'image/png'));
  const instances = output.instances ?? [];
  const groups = instances.length > 0 ? instances.map(({ keypoints }) => keypoints) : [output.keypoints ?? []];
  const points = groups.flatMap((keypoints, index) => keypoints.map((point) => ({ ...point, group: index })));
  return (
    <div className="flex flex-col gap-4">
      {url && (
        <MarkedPicture
          src={url}
          alt={`The picture with ${points.length} points`}
          points={points.map(({ x, y, group }) => ({ x, y, color: colorOf(group) }))}
          boxes={instances.map(({ box }, index) => ({ ...box, color: colorOf(index) }))}
        />
      )}
      <details>
        <summary className="cursor-pointer">{points.length} points</summary>
        <table className="table table-sm">
          <thead>
            <tr>
              <th>Point</th>
              <th className="text-right">x</th>
              <th className="text-right">y</th>
              <th className="text-right">Score</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ x, y, score, label, group }, index) => (
              <tr key={index} className="tabular-nums">
                <td>{label ?? index + 1}{groups.length > 1 && ` of ${group + 1}`}</td>
                <td className="text-right">{x.toFixed(1)}</td>
                <td className="text-right">{y.toFixed(1)}</td>
                <td className="text-right">{percent(score)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
