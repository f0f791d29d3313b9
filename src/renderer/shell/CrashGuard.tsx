import { Component, type ReactNode } from "react";
import { noteCrash } from "../state/crashes";

interface CrashGuardProps {
  readonly children: ReactNode;
  /** What stands in place of what broke; it can have that tried again. */
  readonly instead: (error: Error, retry: () => void) => ReactNode;
}

interface CrashGuardState {
  readonly error: Error | null;
}

/** Keeps a fault of ours within a part of the window: what stands around it goes on. React has no hook for this. */
export class CrashGuard extends Component<CrashGuardProps, CrashGuardState> {
  override state: CrashGuardState = { error: null };

  static getDerivedStateFromError(thrown: unknown): CrashGuardState {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
  }

  override componentDidCatch() {
    noteCrash();
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return this.props.instead(error, () => this.setState({ error: null }));
  }
}
