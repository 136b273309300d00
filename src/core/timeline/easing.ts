import type { Easing } from '../records/timeline'

/**
 * The share of the way at a share of the time, both in [0, 1]. Smoothly varying speed by cubics; `smooth` is even here,
 * its curve is in the codes.
 */
export function eased(easing: Easing, share: number): number {
  switch (easing) {
    case 'ease-in':
      return share ** 3
    case 'ease-out':
      return 1 - (1 - share) ** 3
    case 'ease-in-out':
      return share < 0.5 ? 4 * share ** 3 : 1 - 4 * (1 - share) ** 3
    case 'hold':
      return share < 1 ? 0 : 1
    case 'linear':
    case 'smooth':
      return share
  }
}
