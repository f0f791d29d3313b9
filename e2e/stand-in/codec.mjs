// Values on their way between the program and its preload script: what the structured clone takes, written as JSON. This function
// is also run in pages, from its text, and so refers to nothing outside.

/** @typedef {ReturnType<typeof cloneCodec>} Codec */

export function cloneCodec() {
  const TYPED = [
    "Uint8Array Uint8ClampedArray Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array",
    "BigInt64Array BigUint64Array DataView",
  ]
    .join(" ")
    .split(" ");
  /** @type {Record<string, any>} */
  const world = globalThis;

  /** @param {Uint8Array} bytes */
  function toBase64(bytes) {
    if ("toBase64" in bytes) return /** @type {any} */ (bytes).toBase64();
    return world.Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  }

  /** @param {string} text */
  function fromBase64(text) {
    if ("fromBase64" in Uint8Array) return /** @type {any} */ (Uint8Array).fromBase64(text);
    return new Uint8Array(world.Buffer.from(text, "base64"));
  }

  /** Electron's words for whatever cannot go over. */
  const refusal = () => new Error("An object could not be cloned.");

  /**
   * @param {unknown} value what `structuredClone` gave
   * @throws Error for what Chromium clones and Electron does not, such as a Blob
   */
  function encode(value) {
    /** @type {Map<object, number>} */
    const seen = new Map();
    /**
     * @param {any} value
     * @returns {unknown}
     */
    function write(value) {
      if (value === undefined) return ["undefined"];
      if (value === null || typeof value === "string" || typeof value === "boolean") return value;
      if (typeof value === "number")
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : ["number", Object.is(value, -0) ? "-0" : String(value)];
      if (typeof value === "bigint") return ["bigint", String(value)];
      if (typeof value !== "object") throw refusal();
      const known = seen.get(value);
      if (known !== undefined) return ["seen", known];
      seen.set(value, seen.size);
      const kind = Object.prototype.toString.call(value).slice(8, -1);
      if (Array.isArray(value)) return ["array", Array.from(value, write)];
      if (kind === "Date") return ["date", write(value.getTime())];
      if (kind === "RegExp") return ["regexp", value.source, value.flags];
      if (kind === "Map") return ["map", [...value].map(([key, each]) => [write(key), write(each)])];
      if (kind === "Set") return ["set", [...value].map(write)];
      if (kind === "Error") return ["error", value.name, value.message, value.stack ?? ""];
      if (kind === "ArrayBuffer") return ["buffer", toBase64(new Uint8Array(value))];
      if (TYPED.includes(kind)) {
        return ["typed", kind, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))];
      }
      if (kind !== "Object") throw refusal();
      return ["object", Object.keys(value).map((key) => [key, write(value[key])])];
    }
    return JSON.stringify(write(value));
  }

  /** @param {string} text */
  function decode(text) {
    /** @type {any[]} */
    const seen = [];
    /**
     * @template T
     * @param {T} value
     */
    const note = (value) => {
      seen.push(value);
      return value;
    };
    /**
     * @param {any} written
     * @returns {any}
     */
    function read(written) {
      if (!Array.isArray(written)) return written;
      const [kind, first, second, third] = written;
      if (kind === "undefined") return undefined;
      if (kind === "number") return Number(first);
      if (kind === "bigint") return BigInt(first);
      if (kind === "seen") return seen[first];
      if (kind === "date") return note(new Date(read(first)));
      if (kind === "regexp") return note(new RegExp(first, second));
      if (kind === "error") return note(Object.assign(new (world[first] ?? Error)(second), { stack: third }));
      if (kind === "buffer") return note(fromBase64(first).buffer);
      if (kind === "typed") return note(new world[first](fromBase64(second).buffer));
      if (kind === "array") {
        /** @type {any[]} */
        const array = note([]);
        for (const each of first) array.push(read(each));
        return array;
      }
      if (kind === "map") {
        const map = note(new Map());
        for (const [key, each] of first) map.set(read(key), read(each));
        return map;
      }
      if (kind === "set") {
        const set = note(new Set());
        for (const each of first) set.add(read(each));
        return set;
      }
      /** @type {Record<string, any>} */
      const object = note({});
      for (const [key, each] of first) {
        Object.defineProperty(object, key, { value: read(each), writable: true, enumerable: true, configurable: true });
      }
      return object;
    }
    return read(JSON.parse(text));
  }

  /**
   * A value as it comes out of the structured clone, with Electron's words where there is none.
   * @param {unknown} value
   */
  function clone(value) {
    try {
      return structuredClone(value);
    } catch {
      throw refusal();
    }
  }

  return { encode, decode, clone, refusal };
}
