import type { Command } from "../commands/command";
import { nameNow, runCommand } from "../commands/run-command";
import { IconButton } from "../controls/IconButton";
import { usePlayback } from "../state/playback";
import { useSession } from "../state/session";

/** A command as a button with its icon. */
export function CommandButton({ command }: { readonly command: Command }) {
  // What is to be undone of a recording is no part of the session.
  usePlayback(({ watched }) => watched);
  const enabled = useSession(command.when);
  const label = useSession((session) => nameNow(command, session));
  const { icon: Icon, keys } = command;
  return (
    <IconButton
      label={label}
      // Stays reachable by keyboard, so that the focus is not lost when the last step has been undone.
      aria-disabled={!enabled}
      onClick={() => runCommand(command)}
      {...(keys[0] === undefined ? {} : { shortcut: keys[0] })}
    >
      {Icon && <Icon aria-hidden />}
    </IconButton>
  );
}
