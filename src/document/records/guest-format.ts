import * as z from 'zod'
import {
  fewestParents,
  longestGuestName,
  mostGuests,
  mostParents,
  type GuestRecord,
} from '../../core/records/guest'
import { assertReadable, count, id, personName } from './record'
import { operations } from './timeline-format'

/** Pixels of a photo; the largest that is decoded is smaller, but a crop may reach beyond it. */
const place = z.number().min(-100_000).max(100_000)

const crop = z.object({
  x: place,
  y: place,
  size: z.number().min(1).max(100_000),
  angle: z.number().min(-7).max(7),
})

const weight = z.number().min(0).max(1000)

const parents = z
  .array(z.object({ image: count, weight, operations }))
  .min(fewestParents)
  .max(mostParents)
  .refine((all) => all.some(({ weight: one }) => one > 0), 'one weight must be above 0')

const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('photo'), fileName: personName, crop }),
  z.object({ kind: z.literal('sample'), modelId: id, seed: z.int().min(0).max(4_294_967_295) }),
  z.object({ kind: z.literal('mix'), modelId: id, parents }),
])

/** Whether it is a guest of its data set, whose size it does not know, is asked where the data set is. */
export const guestSchema: z.ZodType<GuestRecord> = z.object({
  id,
  datasetId: id,
  image: z
    .int()
    .min(1)
    .max(10_000_000 + mostGuests),
  name: z.string().min(1).max(longestGuestName),
  source,
})

/** @throws RangeError that names what could not be read back */
export function assertGuest(guest: GuestRecord): void {
  assertReadable(guestSchema, guest, 'picture')
}
