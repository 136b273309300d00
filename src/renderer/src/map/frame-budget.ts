/** On a slow renderer fewer points are drawn while the view moves; at rest all of them. */

const targetMs = 34
const leastShare = 0.08

export class FrameBudget {
  share = 1

  /** Learns from the time between two frames of one movement. */
  learn(intervalMs: number): void {
    // A long pause is somebody else's work, not the price of the points.
    if (intervalMs > 1000) return
    if (intervalMs > targetMs * 1.25) this.share = Math.max(leastShare, this.share * 0.7)
    else if (intervalMs < targetMs * 0.6) this.share = Math.min(1, this.share * 1.15)
  }
}
