/**
 * The recipe of a picture as an XMP packet, with the mark of the IPTC for what a trained model made.
 *
 * The recipe is one assertion of a manifest with the field names of C2PA 2.1, not signed.
 */
import type { Recipe } from '../records/recipe'

/** https://cv.iptc.org/newscodes/digitalsourcetype */
export const digitalSourceType = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'
/** For people, where there is room for a sentence. */
export const syntheticWords = 'Synthetic: made by a trained model (trainedAlgorithmicMedia).'

const namespace = 'urn:slerp:recipe:1'
const [open, close] = ['<slerp:Manifest>', '</slerp:Manifest>']
const recipeLabel = 'slerp.recipe'
/** A timeline of 500 codes of 512 numbers is about 3 MB. */
export const mostXmpLength = 16 * 2 ** 20

export function xmpOf(recipe: Recipe): string {
  const { software, createdAt } = recipe
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:slerp="${namespace}">
<xmp:CreatorTool>${escaped(software)}</xmp:CreatorTool>
<xmp:CreateDate>${escaped(createdAt)}</xmp:CreateDate>
<Iptc4xmpExt:DigitalSourceType>${digitalSourceType}</Iptc4xmpExt:DigitalSourceType>
<Iptc4xmpExt:AISystemUsed>${escaped(software)}</Iptc4xmpExt:AISystemUsed>
${open}${escaped(JSON.stringify(manifestOf(recipe)))}${close}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}

function manifestOf(recipe: Recipe): unknown {
  const { software, createdAt } = recipe
  const created = { action: 'c2pa.created', when: createdAt, softwareAgent: software, digitalSourceType }
  return {
    claim_generator: software.replace(' ', '/'),
    assertions: [
      { label: 'c2pa.actions', data: { actions: [created] } },
      { label: recipeLabel, data: recipe },
    ],
  }
}

/** What a packet says of a recipe, unchecked: it comes from a file that anybody may have written. Undefined without one. */
export function recipeIn(packet: string): unknown {
  if (packet.length > mostXmpLength) return undefined
  const from = packet.indexOf(open)
  const to = packet.indexOf(close, from)
  if (from < 0 || to < 0) return undefined
  const manifest = parsed(unescaped(packet.slice(from + open.length, to)))
  const assertions = fieldOf(manifest, 'assertions')
  if (!Array.isArray(assertions)) return undefined
  return fieldOf(
    assertions.find((one) => fieldOf(one, 'label') === recipeLabel),
    'data',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;' } as const
const escaped = (text: string): string => text.replace(/[&<>]/g, (c) => entities[c as keyof typeof entities])
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
