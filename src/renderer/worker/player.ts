import { expose } from "comlink";
import { createPlayer } from "./create-player";

expose(createPlayer());
