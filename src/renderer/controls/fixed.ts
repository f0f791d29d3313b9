import { createContext, useContext } from "react";

/** Whether what lies within is only looked at: its fields show what they hold and take nothing. */
export const Fixed = createContext(false);

/** Whether this is only looked at. */
export const useFixed = (): boolean => useContext(Fixed);
