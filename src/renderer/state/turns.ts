/**
 * Of several questions of which only the last one's answer is wanted: each takes a turn when it is asked, and asks its turn once it is
 * answered whether it is still the last.
 */
export function createTurns(): () => () => boolean {
  let last = 0;
  return () => {
    last += 1;
    const own = last;
    return () => own === last;
  };
}
