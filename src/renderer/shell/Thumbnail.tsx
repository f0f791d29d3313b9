import { BAR_STEP, type CardMark, HEIGHT, type LessonPicture, WIDTH, type WireMark } from "./lesson-picture";
import styles from "./Thumbnail.module.css";

const BAR = { width: BAR_STEP - 1, tall: 7 };
/** In a narrower card there is room for the dot alone. */
const ROOM_FOR_NAME = 32;

/** A lesson's graph drawn small. What it shows is said in words beside it. */
export function Thumbnail({ picture }: { readonly picture: LessonPicture | null }) {
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" focusable="false">
      <defs>
        <pattern id="lesson-dots" width="12" height="12" patternUnits="userSpaceOnUse">
          <circle cx="6" cy="6" r="0.7" className={styles.dot} />
        </pattern>
      </defs>
      <rect width={WIDTH} height={HEIGHT} fill="url(#lesson-dots)" />
      {picture?.wires.map((wire) => (
        <path key={wire.id} d={wire.path} className={styles.wire} />
      ))}
      {picture?.cards.map((card) => (
        <Card key={card.id} {...card} />
      ))}
      {picture?.wires.map((wire) => (
        <Lanes key={wire.id} wire={wire} />
      ))}
    </svg>
  );
}

function Card({ x, y, width, height, family, name }: CardMark) {
  const named = width >= ROOM_FOR_NAME;
  const middle = y + height / 2;
  return (
    <g>
      <rect className={styles.card} x={x} y={y} width={width} height={height} rx={Math.min(6, height / 4)} />
      <circle
        cx={x + width * (named ? 0.26 : 0.5)}
        cy={middle}
        r={Math.min(3, height / 7)}
        style={{ fill: `var(--family-${family})` }}
      />
      {named && (
        <text
          className={/^\p{L}/u.test(name) ? styles.name : styles.number}
          x={x + width * 0.62}
          y={middle}
          fontSize={Math.min(13, height * 0.52)}
        >
          {name}
        </text>
      )}
    </g>
  );
}

function Lanes({ wire: { at, values, gradients } }: { readonly wire: WireMark }) {
  return (
    <>
      <Bars x={at.x} y={at.y - 5 - BAR.tall} heights={values} className={styles.value} />
      <Bars x={at.x} y={at.y + 5 + BAR.tall} heights={gradients} className={styles.gradient} />
    </>
  );
}

interface BarsProps {
  readonly x: number;
  /** The zero line. */
  readonly y: number;
  readonly heights: readonly number[];
  readonly className: string | undefined;
}

function Bars({ x, y, heights, className }: BarsProps) {
  const left = x - (heights.length * BAR_STEP - 1) / 2;
  return heights.map((height, at) => {
    const tall = Math.max(0.8, Math.abs(height) * BAR.tall);
    return (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are the entries of a tensor and have no other name.
        key={at}
        className={className}
        x={left + at * BAR_STEP}
        y={height < 0 ? y : y - tall}
        width={BAR.width}
        height={tall}
        rx={0.6}
      />
    );
  });
}
