import { Component, Suspense, useLayoutEffect, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { Failed, Loading } from '../design/States';
import { noteNavigation, placeHere } from './navigation';

let at: string | undefined;

/** The page at the present address: its place while its code is on its way, and what to do when something in it broke. */
export function Pages({ children }: { children: ReactNode }) {
  const [location] = useLocation();
  if (at !== undefined && at !== location) noteNavigation();
  at = location;
  useLayoutEffect(() => {
    window.scrollTo(0, placeHere());
  }, [location]);
  return (
    <Guard key={location}>
      <Suspense fallback={<div className="wrap"><Loading /></div>}>{children}</Suspense>
    </Guard>
  );
}

/** Keeps what broke in one page from taking the others with it. */
class Guard extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    // A deployment may have replaced the files that this page still asks for: a reload brings the new ones.
    return <Failed error={this.state.error} onRetry={() => window.location.reload()} />;
  }
}
