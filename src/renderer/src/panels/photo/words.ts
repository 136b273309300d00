import type { FaceView, PhotoView } from '../../../../protocol/api'

interface Told {
  view: PhotoView | undefined
  faces: readonly FaceView[] | undefined
  facesFailure: string | undefined
}

/** What was found in a photo, and what to do about it. */
export function facesWords({ view, faces, facesFailure }: Told): string {
  if (facesFailure) return `${facesFailure} Set the square by hand.`
  if (!faces) return 'Looking for faces…'
  const forFaces = view?.isOfFaces ?? false
  if (faces.length === 0)
    return forFaces
      ? 'No face was found. Put the square over one by hand.'
      : 'Choose the part that is like the pictures of the data.'
  if (!forFaces) return 'These data are no faces: choose any part of the photo.'
  return faces.length === 1
    ? 'One face was found: its eyes lie where the data have theirs.'
    : `${faces.length} faces were found. Choose one.`
}
