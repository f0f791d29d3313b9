import { expose } from "comlink";
import { createRecorderLines } from "./recorder-lines";

expose(createRecorderLines());
