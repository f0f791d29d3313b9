import { expose } from "comlink";
import { createChecker } from "./create-checker";

expose(createChecker());
