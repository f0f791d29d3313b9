import { expose, transfer } from "comlink";
import { createEngine } from "./create-engine";
import type { Engine } from "./protocol";

const engine = createEngine();

const exposed: Engine = {
  ...engine,
  // A whole tensor may be large: it is a copy already, so the page gets that one, not a copy of it.
  read(place) {
    const whole = engine.read(place);
    return whole && transfer(whole, [whole.value, ...(whole.grad ? [whole.grad] : [])].map(bufferOf));
  },
  grads() {
    const learnable = engine.grads();
    return (
      learnable &&
      transfer(
        learnable,
        learnable.grads.map(({ grad }) => bufferOf({ tensor: grad })),
      )
    );
  },
  jacobian(place, at) {
    const found = engine.jacobian(place, at);
    return found && transfer(found, [bufferOf({ tensor: found.matrix })]);
  },
};

expose(exposed);

function bufferOf({ tensor }: { readonly tensor: { readonly data: Float64Array } }): Transferable {
  return tensor.data.buffer as ArrayBuffer;
}
