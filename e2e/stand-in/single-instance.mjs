// One program per folder of user data, as between two processes of Electron. The lock is a link that names the process that holds
// it, since making a link is one step that only one can do; what the second has to say goes over a socket.
import { createHash } from "node:crypto";
import { readFileSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * @param {string} userData
 * @param {(argv: readonly string[], folder: string) => void} heardSecond
 */
export function takeLock(userData, heardSecond) {
  const link = join(userData, "stand-in-lock");
  const door = doorOf(userData);
  if (!makeLink(link)) return { isOurs: false, told: sayTo(door), release: () => {} };
  rmSync(door, { force: true });
  const server = createServer((socket) => {
    let said = "";
    socket.setEncoding("utf8");
    socket.on("data", (piece) => {
      said += piece;
    });
    socket.on("end", () => {
      const { argv, folder } = JSON.parse(said);
      heardSecond(argv, folder);
      socket.end();
    });
    socket.on("error", () => {});
  });
  server.listen(door);
  server.unref();
  const release = () => {
    rmSync(link, { force: true });
    rmSync(door, { force: true });
  };
  return { isOurs: true, told: Promise.resolve(), release };
}

/**
 * A socket's path may be no longer than some 100 bytes: what is over is cut off without a word, and such a door is never cleared away.
 * @param {string} userData
 */
function doorOf(userData) {
  const name = createHash("sha256").update(userData).digest("hex").slice(0, 16);
  return join(tmpdir(), `gradwire-stand-in-${name}`);
}

/** @param {string} link */
function makeLink(link) {
  for (;;) {
    try {
      symlinkSync(String(process.pid), link);
      return true;
    } catch {
      if (isAlive(Number(readlinkSync(link)))) return false;
      rmSync(link, { force: true });
    }
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    // Its number may have been given to another program since.
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("stand-in");
  } catch {
    return process.platform !== "linux";
  }
}

/** @param {string} door */
function sayTo(door) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve) => {
      const socket = createConnection(door, () =>
        socket.end(JSON.stringify({ argv: process.argv, folder: process.cwd() })),
      );
      socket.on("close", () => resolve());
      socket.on("error", () => resolve());
      socket.resume();
    })
  );
}
